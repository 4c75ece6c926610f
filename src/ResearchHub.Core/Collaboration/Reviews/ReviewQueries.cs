using ResearchHub.Core.Access;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Reads of reviews, each as the caller may see it.</summary>
public sealed class ReviewQueries(ReadDatabase database)
{
    private static readonly PageSql<Review> Reviews = new(Review.Columns, Review.ColumnCount, Review.From, "v", Review.Read);

    private static readonly PageSql<ReviewRound> Rounds = new(
        $"{ReviewRound.Columns}, {ReviewStanding.IsEditor}",
        ReviewRound.ColumnCount + 1,
        "from review_rounds r join research_outputs o on o.id = r.output_id",
        "r",
        reader =>
        {
            var round = ReviewRound.Read(reader, 0);
            return reader.GetBoolean(ReviewRound.ColumnCount) ? round : round.ForAuthors();
        }
    );

    /// <summary>The key of a review says when somebody was asked: authors get them in an order that says nothing.</summary>
    private static readonly OrderTerm[] ByRound =
    [
        new(new OrderField("round", "Number of the round.", "r.number", OrderKeyType.Int), Descending: false),
        new(new OrderField("place", "Says nothing.", "md5({t}.id::text)", OrderKeyType.Text), Descending: false),
    ];

    private static readonly OrderTerm[] ByNumber =
    [
        new(new OrderField("number", "Number of the round.", "{t}.number", OrderKeyType.Int), Descending: false),
    ];

    /// <summary>Reviews by key; those that do not exist for the caller are left out.</summary>
    public async Task<IReadOnlyDictionary<long, Review>> ByIdAsync(
        IReadOnlyCollection<long> ids,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select {Review.Columns} {Review.From} where v.id = any($3) and {Review.Exists}",
                [.. ReviewStanding.Values(caller), ids.ToArray()],
                Review.Read,
                cancellationToken
            )
        ).ToDictionary(review => review.Id);

    /// <summary>Reviews of outputs, by round.</summary>
    public ChildrenQuery<Review> OfOutputs(Caller caller) =>
        new(
            database,
            Reviews,
            sql =>
            {
                sql.Place(ReviewStanding.Values(caller));
                return ["v.output_id = p.id", Review.Exists];
            },
            null,
            ByRound
        );

    /// <summary>Rounds of review of outputs, by number: all for editors, for authors those that are decided, none for others.</summary>
    public ChildrenQuery<ReviewRound> RoundsOfOutputs(Caller caller) =>
        new(
            database,
            Rounds,
            sql =>
            {
                sql.Place(ReviewStanding.Values(caller));
                return ["r.output_id = p.id", $"({ReviewStanding.IsEditor} or ({ReviewStanding.IsTeam} and r.decided_at is not null))"];
            },
            null,
            ByNumber
        );

    /// <summary>Reviews that the caller was asked for, latest first.</summary>
    public ListQuery<Review> OfReviewer(Caller caller) =>
        new(
            database,
            Reviews,
            sql =>
            {
                sql.Place(ReviewStanding.Values(caller));
                return ["v.reviewer_id = $1"];
            },
            null,
            []
        );
}

/// <summary>Reviews, for those whom they concern.</summary>
public sealed class ReviewSubjects(ReviewQueries queries) : FoundSubjects<Review>(Review.TypeName, queries.ByIdAsync);
