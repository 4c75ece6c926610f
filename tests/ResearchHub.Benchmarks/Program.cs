using ResearchHub.Benchmarks.Search.Evaluation;

return args switch
{
    ["eval", .. var rest] => await EvalCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: eval [--collection NAME] [--folder DIR]");
    return 2;
}
