using System.Runtime.InteropServices;

namespace ResearchHub.Search.Meaning;

/// <summary>Runs long work on a thread that gives way to requests. .NET's own thread priorities do nothing on Linux.</summary>
internal static class PatientThread
{
    private const int ThreadItself = 0;
    private const int Niceness = 15;

    public static Task Run(Action work) =>
        Task.Factory.StartNew(
            () =>
            {
                GiveWay();
                work();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.RunContinuationsAsynchronously,
            TaskScheduler.Default
        );

    /// <summary>A thread of its own, so that nobody else is slowed down when it has ended.</summary>
    private static void GiveWay()
    {
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        if (OperatingSystem.IsLinux())
        {
            // Where it is refused, the work is done as fast as any other.
            _ = SetPriority(ThreadItself, ThreadItself, Niceness);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int niceness);
}
