using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>Says whether exactly this seed was loaded by exactly this program: then loading it again would change nothing.</summary>
internal static class SeedFingerprint
{
    /// <summary>SHA-256 over the names and contents of all files of the folder, and the build that reads them.</summary>
    public static async Task<string> OfAsync(SeedFiles files, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(Seeder).Module.ModuleVersionId.ToByteArray());
        foreach (var path in Directory.EnumerateFiles(files.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(files.Folder, path)}\0{content.Length}\0"));
            hash.AppendData(content);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static async Task<bool> IsLoadedAsync(NpgsqlDataSource source, string fingerprint, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select exists (select from seed_loads where fingerprint = $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = fingerprint });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static Task SetAsync(NpgsqlConnection connection, string fingerprint, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(
            connection,
            "insert into seed_loads (fingerprint) values ($1) on conflict do nothing",
            [fingerprint],
            cancellationToken
        );
}
