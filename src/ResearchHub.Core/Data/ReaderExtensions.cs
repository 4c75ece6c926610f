using Npgsql;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Data;

/// <summary>Columns in this database's conventions.</summary>
internal static class ReaderExtensions
{
    public static T GetEnum<T>(this NpgsqlDataReader reader, int column)
        where T : struct, Enum => ConstantCase.Parse<T>(reader.GetString(column));

    public static T? GetEnumOrNull<T>(this NpgsqlDataReader reader, int column)
        where T : struct, Enum => reader.IsDBNull(column) ? null : ConstantCase.Parse<T>(reader.GetString(column));

    public static string? GetStringOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static int? GetIntOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static long? GetLongOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static DateOnly? GetDateOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    public static DateTimeOffset GetTime(this NpgsqlDataReader reader, int column) =>
        new(DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc));

    public static DateTimeOffset? GetTimeOrNull(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetTime(column);
}
