using System.IO.Compression;
using System.Text;
using ResearchHub.Core.Seeding;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

public sealed class RecordLineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Reads_the_fields_and_leaves_unknown_ones_alone()
    {
        var (record, error) = RecordLineParser.Parse(
            """
            {"source":"nber","source_id":"w0021","doi":"https://doi.org/10.3386/W0021","title":" Contraception \t and\u00a0Fertility ","authors":["Robert J Willis",null,""],
            "year":1973,"url":"https://www.nber.org/papers/w0021","topics":["demography"],"mood":{"x":[1]},"countries":[null]}
            """.ReplaceLineEndings(" ")
        );

        Assert.Null(error);
        Assert.Equal("Contraception and Fertility", record!.Title);
        Assert.Equal("10.3386/w0021", record.Doi);
        Assert.Equal(["Robert J Willis"], record.Authors);
        Assert.Equal(1973, record.Year);
        Assert.Empty(record.Countries);
        Assert.Equal("nber:w0021", record.LocalIdentifier);
    }

    [Theory]
    [InlineData("""{"source":"x","source_id":"1","title":"T","year":NaN}""", RecordLineProblem.NotJson, "the line is not JSON (byte 50).")]
    [InlineData("""{"source":"x",""", RecordLineProblem.NotJson, "the line is not JSON (byte 14).")]
    [InlineData("[1]", RecordLineProblem.NotAnObject, "the line is not a JSON object.")]
    [InlineData("""{"source":"x","source_id":"1"}""", RecordLineProblem.MissingTitle, "the title is missing.")]
    [InlineData("""{"source":"x","source_id":"1","title":" \u0000\u200b "}""", RecordLineProblem.MissingTitle, "the title is missing.")]
    [InlineData("""{"source_id":"1","title":"T"}""", RecordLineProblem.MissingSource, "source is missing.")]
    [InlineData(
        """{"source":"x","title":"T"}""",
        RecordLineProblem.MissingSourceId,
        "source_id is missing, and there is no DOI to take its place."
    )]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","year":20240}""",
        RecordLineProblem.YearOutOfRange,
        "year 20240 is not between 1450 and 2100."
    )]
    [InlineData("""{"source":"x","source_id":"1","title":"T","year":"soon"}""", RecordLineProblem.WrongType, "year is not a whole number.")]
    [InlineData("""{"source":"x","source_id":"1","title":"T","doi":"11.1/x"}""", RecordLineProblem.BadDoi, "doi is not a DOI: '11.1/x'.")]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","kind":"podcast"}""",
        RecordLineProblem.UnknownWord,
        "kind 'podcast' is none of STUDY, DATASET, LEARNING_RESOURCE."
    )]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","related":[{"doi":"10.1/x"}]}""",
        RecordLineProblem.UnknownWord,
        "a relation has no type, such as IsSupplementTo."
    )]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","related":[{"type":"Cites","doi":"NA"}]}""",
        RecordLineProblem.BadDoi,
        "a relation has no DOI."
    )]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","related":["10.1/x"]}""",
        RecordLineProblem.WrongType,
        "related is not a list of objects."
    )]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","titles":{"in Serbian":"T"}}""",
        RecordLineProblem.WrongType,
        "titles.in Serbian is not named by a language, such as sr-Latn."
    )]
    [InlineData("""{"source":"x","source_id":"1","title":{"en":"T"}}""", RecordLineProblem.WrongType, "title is not a text.")]
    [InlineData(
        """{"source":"x","source_id":"1","title":"T","authors":[7]}""",
        RecordLineProblem.WrongType,
        "authors is not a list of texts."
    )]
    [InlineData(
        """{"source":"x","source_id":"1","title":"half \ud83d"}""",
        RecordLineProblem.BadEncoding,
        "title holds half a character (a lone surrogate)."
    )]
    public void Refuses_with_the_reason(string line, RecordLineProblem problem, string reason)
    {
        var (record, error) = RecordLineParser.Parse(line, 12);

        Assert.Null(record);
        Assert.Equal(new RecordLineError(12, problem, reason), error);
    }

    [Fact]
    public void Refuses_a_title_that_no_index_could_hold()
    {
        var (record, error) = RecordLineParser.Parse($$"""{"source":"x","source_id":"1","title":"{{new string('ж', 1001)}}"}""");

        Assert.Null(record);
        Assert.Equal(RecordLineProblem.TooLong, error!.Problem);
    }

    [Fact]
    public void Takes_the_doi_for_an_id_that_is_missing()
    {
        var (record, _) = RecordLineParser.Parse("""{"source":"x","title":"T","doi":"doi:10.5555/ABC"}""");

        Assert.Equal("10.5555/abc", record!.SourceId);
    }

    [Fact]
    public void Parts_two_names_that_stand_a_wide_blank_apart()
    {
        var (record, _) = RecordLineParser.Parse(
            """{"source":"x","source_id":"1","title":"T","authors":["Maureen L. Cropper  Sebnem Sahin","Gómez, Juan Roberto  Hernández"]}"""
        );

        Assert.Equal(["Maureen L. Cropper; Sebnem Sahin", "Gómez, Juan Roberto Hernández"], record!.Authors);
    }

    [Fact]
    public async Task A_bad_line_keeps_its_number_and_the_others_go_in()
    {
        byte[] file =
        [
            0xef,
            0xbb,
            0xbf,
            .. Line(1),
            .. "\r\n\n"u8,
            .. "not json\n"u8,
            .. "{\"title\":\"\xff\"}\n"u8.ToArray().Select(b => b == 0xc3 ? (byte)0xff : b),
            .. Line(2),
        ];

        var lines = await ReadAsync(file);

        Assert.Equal(["1", "2"], lines.Select(line => line.Record?.SourceId).OfType<string>());
        Assert.Equal(
            [(3L, RecordLineProblem.NotJson), (4L, RecordLineProblem.BadEncoding)],
            lines.Select(line => line.Error).OfType<RecordLineError>().Select(error => (error.Line, error.Problem))
        );
    }

    [Fact]
    public async Task A_line_without_end_is_refused_without_being_kept()
    {
        byte[] file = [.. Enumerable.Repeat((byte)'a', 3 * RecordLineParser.MaxLineBytes), (byte)'\n', .. Line(1)];

        var lines = await ReadAsync(file);

        Assert.Equal(RecordLineProblem.TooLong, lines[0].Error!.Problem);
        Assert.Equal("1", lines[1].Record!.SourceId);
    }

    [Fact]
    public async Task Gzip_is_known_by_its_bytes_and_damage_is_reported_after_what_still_reads()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            await gzip.WriteAsync(Enumerable.Range(0, 9000).SelectMany(at => Line(at).Append((byte)'\n')).ToArray(), Cancel);
        }
        var bytes = packed.ToArray();

        var whole = await ReadAsync(bytes);
        bytes.AsSpan(bytes.Length / 2, 2000).Fill(0xff);
        var damaged = await ReadAsync(bytes);

        Assert.Equal(9000, whole.Count(line => line.Record is not null));
        Assert.Contains(damaged, line => line.Error?.Problem is RecordLineProblem.DamagedFile or RecordLineProblem.BadEncoding);
    }

    private static byte[] Line(int id) => Encoding.UTF8.GetBytes($$"""{"source":"x","source_id":"{{id}}","title":"Title {{id}}"}""");

    private static async Task<List<ReadLine>> ReadAsync(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return await RecordLineReader.ReadAsync(stream, Cancel).ToListAsync(Cancel);
    }
}
