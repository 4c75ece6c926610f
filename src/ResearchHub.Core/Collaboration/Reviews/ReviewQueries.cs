using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Reads of reviews, each as the caller may see it; each method is one SQL statement.</summary>
public sealed class ReviewQueries(ReadDatabase database)
{
    /// <summary>Reviews by key; those that do not exist for the caller are left out.</summary>
    public async Task<IReadOnlyDictionary<long, Review>> ByIdAsync(
        IReadOnlyCollection<long> ids,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await ListAsync("v.id = any($3)", ids.ToArray(), caller, cancellationToken)).ToDictionary(review => review.Id);

    /// <summary>Reviews of outputs, by round.</summary>
    public async Task<ILookup<long, Review>> OfOutputsAsync(
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    ) => (await ListAsync("v.output_id = any($3)", outputs.ToArray(), caller, cancellationToken)).ToLookup(review => review.OutputId);

    /// <summary>Rounds of review of outputs, by number: all for editors, for authors those that are decided, none for others.</summary>
    public async Task<ILookup<long, ReviewRound>> RoundsAsync(
        IReadOnlyCollection<long> outputs,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.ListAsync(
            $"""
            select {ReviewRound.Columns}, o.id, {Review.Standing}
            from review_rounds r join research_outputs o on o.id = r.output_id where r.output_id = any($3) order by o.id, r.number
            """,
            [.. Review.Values(caller), outputs.ToArray()],
            reader =>
                (
                    Of: reader.GetInt64(ReviewRound.ColumnCount),
                    Round: ReviewRound.Read(reader, 0).For(caller, ReviewStanding.Read(reader, ReviewRound.ColumnCount + 1))
                ),
            cancellationToken
        );
        return rows.Where(row => row.Round is not null).ToLookup(row => row.Of, row => row.Round!);
    }

    /// <summary>Reviews that the caller was asked for, at most the latest 200.</summary>
    public async Task<IReadOnlyList<Review>> OfReviewerAsync(Caller caller, CancellationToken cancellationToken) =>
        [.. (await ListAsync("v.reviewer_id = any($3)", [caller.UserId ?? 0], caller, cancellationToken)).Reverse().Take(200)];

    private async Task<IReadOnlyList<Review>> ListAsync(string which, long[] keys, Caller caller, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            // The key of a review says when somebody was asked: authors get them in an order that says nothing.
            $"{Review.Select} where {which} order by v.output_id, r.number, md5(v.id::text)",
            [.. Review.Values(caller), keys],
            reader => Review.Read(reader, caller),
            cancellationToken
        );
        return [.. rows.OfType<Review>()];
    }
}

/// <summary>Reviews, for those whom they concern.</summary>
public sealed class ReviewSubjects(ReviewQueries queries) : FoundSubjects<Review>(Review.TypeName, queries.ByIdAsync);
