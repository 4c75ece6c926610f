using System.IO.Compression;
using System.Text;
using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Tables;

public sealed class TableProfilerTests
{
    [Fact]
    public async Task Describes_types_ranges_missing_values_and_categories()
    {
        const string text = """
            year,country_of_origin,status,population (thousands),share_pct,registered,active,code
            1999,Serbia,REF,12,1.5,2020-01-31,true,01
            2024,Kosovo,REF,-,0.25,2019-12-01,false,02
            2010,,IDP,7,NA,..,*,03
            """;

        var profile = await Describe(Encoding.UTF8.GetBytes(text));

        Assert.Equal(3, profile.RowCount);
        Assert.Equal(
            [
                "year|Year|Year||1999|2024|0",
                "country_of_origin|Country of origin|String||||1",
                "status|Status|Code||||0",
                "population (thousands)|population (thousands)|Integer|thousands|7|12|1",
                "share_pct|Share pct|Decimal|%|0.25|1.5|1",
                "registered|Registered|Date||2019-12-01|2020-01-31|1",
                "active|Active|Boolean||||1",
                "code|Code|Code||||0",
            ],
            profile.Columns.Select(c => $"{c.Name}|{c.Label}|{c.Type}|{c.Unit}|{c.Minimum}|{c.Maximum}|{c.MissingCount}")
        );
        Assert.Equal([new ColumnCategory("REF", 2), new ColumnCategory("IDP", 1)], profile.Columns[2].Categories);
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2")]
    [InlineData("\uFEFFa;b\n1;2")]
    [InlineData("a\tb\n\n1\t2\n\n")]
    [InlineData("\"a\"|\"b\"\n\"1\"|2")]
    public async Task Reads_any_line_end_delimiter_and_byte_order_mark(string text)
    {
        var preview = await TableProfiler.PreviewAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            5,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(["a", "b"], preview.Columns);
        Assert.Equal(["1", "2"], Assert.Single(preview.Rows));
    }

    [Fact]
    public async Task Keeps_line_breaks_and_quotes_inside_quotes_and_counts_lines()
    {
        var rows = await Rows("h,i\r\n\"one\r\ntwo\",\"say \"\"no\"\"\"\r\n5\" pipe,x\r\n");

        Assert.Equal(["one\r\ntwo", "say \"no\""], rows[1].Fields);
        Assert.Equal(["5\" pipe", "x"], rows[2].Fields);
        Assert.Equal([1L, 2L, 4L], rows.Select(row => row.Line));
    }

    [Fact]
    public async Task Reports_ragged_rows_and_names_columns_that_have_none()
    {
        var profile = await Describe(Encoding.UTF8.GetBytes("a,,a\n1,2,3\n1\n1,2,3,4\n"));

        Assert.Equal(["a", "column_2", "a_2"], profile.Columns.Select(column => column.Name));
        Assert.Equal(2, profile.RaggedCount);
        Assert.Equal([new RaggedRow(3, 1), new RaggedRow(4, 4)], profile.Ragged);
    }

    [Fact]
    public async Task Names_the_line_of_a_quotation_mark_that_is_never_closed()
    {
        var error = await Assert.ThrowsAsync<TableFormatException>(() => Describe(Encoding.UTF8.GetBytes("a\nb\n\"c\nd\n")));

        Assert.Equal("Line 3: a quotation mark is opened and never closed.", error.Message);
        Assert.Equal(3, error.Line);
    }

    [Fact]
    public async Task Stops_at_a_field_that_is_too_long()
    {
        var text = "a\n\"" + new string('x', (1 << 20) + 1) + "\"\n";

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Describe(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(2, error.Line);
    }

    [Theory]
    [InlineData(1250, "Čačak, Niš, Šabac, Užice")]
    [InlineData(1252, "Málaga é à ü ñ")]
    public async Task Falls_back_to_the_code_page_the_letters_fit(int codePage, string value)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes("name;n\n" + value + ";1\n");

        var preview = await TableProfiler.PreviewAsync(new MemoryStream(bytes), 1, TestContext.Current.CancellationToken);

        Assert.Equal(value, preview.Rows[0][0]);
    }

    [Fact]
    public async Task Reads_back_whatever_was_quoted()
    {
        var table = Gen.String[Gen.Char["ab,;\t\"\r\nž "], 0, 6].Array[1, 4].Array[1, 6];

        await table.SampleAsync(async rows =>
        {
            var width = rows[0].Length;
            var text = string.Concat(
                rows.Select(row =>
                    string.Join(',', Enumerable.Range(0, width).Select(i => "\"" + row[i % row.Length].Replace("\"", "\"\"") + "\"")) + "\n"
                )
            );

            var read = await Rows(text);

            Assert.Equal(
                rows.Select(row => string.Join('\u0001', Enumerable.Range(0, width).Select(i => row[i % row.Length]))),
                read.Select(row => string.Join('\u0001', row.Fields))
            );
        });
    }

    [Fact]
    public async Task Describes_an_empty_file()
    {
        var profile = await Describe([]);

        Assert.Equal(0, profile.RowCount);
        Assert.Empty(profile.Columns);
    }

    // Row counts: zcat | wc -l less the header; least and greatest year checked with awk.
    [Theory]
    [InlineData("unhcr-refugees/population.csv.gz", 138_893, "year", "Year", "1951", "2025")]
    [InlineData("unhcr-refugees/demographics.csv.gz", 20_771, "year", "Year", null, "2025")]
    public async Task Describes_the_files_of_unhcr(string file, long rows, string column, string type, string? minimum, string? maximum)
    {
        await using var stream = File.OpenRead(RepositoryFiles.Shared("datasets/" + file));

        var profile = await TableProfiler.DescribeAsync(stream, TestContext.Current.CancellationToken);
        var described = profile.Columns.Single(candidate => candidate.Name == column);

        Assert.Equal(rows, profile.RowCount);
        Assert.Equal(0, profile.RaggedCount);
        Assert.Equal(type, described.Type.ToString());
        Assert.Equal(maximum, described.Maximum);
        Assert.Equal(minimum ?? described.Minimum, described.Minimum);
    }

    private static Task<TableProfile> Describe(byte[] bytes) =>
        TableProfiler.DescribeAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);

    private static async Task<List<TableRow>> Rows(string text)
    {
        var rows = new List<TableRow>();
        await foreach (
            var row in TableReader.RowsAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new TableLimits(), CancellationToken.None)
        )
        {
            rows.Add(row);
        }
        return rows;
    }

    [Fact]
    public async Task Reads_gzip_without_being_told()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("a,b\n1,2\n"), TestContext.Current.CancellationToken);
        }

        var profile = await Describe(packed.ToArray());

        Assert.Equal(1, profile.RowCount);
        Assert.Equal("2", profile.Columns[1].Maximum);
    }
}
