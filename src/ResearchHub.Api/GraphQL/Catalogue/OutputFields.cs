using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Collaboration.Comments;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Search;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>The fields that studies, datasets and learning resources share.</summary>
internal abstract class OutputGraph : ObjectGraphType<OutputRow>
{
    protected OutputGraph(string name, string description, RecordKind? kind)
    {
        Name = name;
        Description = description;
        if (kind is { } one)
        {
            Interface<ResearchOutputInterface>();
            Interface<NodeInterface>();
            Interface<SearchHitInterface>();
            IsTypeOf = value => value is OutputRow row && row.Kind == one;
        }
        Identity();
        Texts();
        Parts();
        Publication();
        Record();
        AuditField.AddTo(this);
        RegistrationFields.AddTo(this);
        CorrectionsField.AddTo(this);
        DraftFields.AddTo(this);
        ReviewRoot.AddTo(this);
        CommentsField.AddTo(this);
        ViewerFields.AddTo(this);
        CommunityRoot.AddTo(this);
    }

    /// <summary>Name of the type that an output of this kind has.</summary>
    public static string TypeName(RecordKind kind) => kind.ToString();

    private void Identity()
    {
        this.Required<OutputRow, IdGraphType>(
            "id",
            "Global id of this version; opaque, stable.",
            output => NodeId.Encode(TypeName(output.Kind), output.Id)
        );
        this.Required<OutputRow, StringGraphType>("slug", "Readable part of the address; unique.", output => output.Slug);
        this.Optional<OutputRow, DoiScalar>("doi", "DOI of the work.", output => output.Doi);
        this.Many<OutputRow, IdentifierGraph>(
                "identifiers",
                "All identifiers of the work.",
                context => context.Loader<IdentifiersLoader>().LoadAsync(context.Source.Id)
            )
            .EmptyWhenBlind();
    }

    private void Texts()
    {
        this.Computed<OutputRow, NonNullGraphType<StringGraphType>>(
                "title",
                "Title in the language asked for, else in the nearest one there is; the original when none is asked for.",
                context => context.Source.Titles.Best(context.Language())!.Text
            )
            .Takes<OutputRow, LanguageTagScalar>("language", "Language wanted.");
        this.Many<OutputRow, LocalizedTextGraph>("titles", "Titles by language, the original first.", context => context.Source.Titles);
        this.Computed<OutputRow, StringGraphType>(
                "abstract",
                "Abstract in the language asked for, else in the nearest one there is.",
                context =>
                {
                    var language = context.Language();
                    return new Derived<LocalizedTexts>(
                        context.Loader<AbstractsLoader>().LoadAsync(context.Source.Id),
                        texts => texts?.Best(language)?.Text
                    );
                }
            )
            .Takes<OutputRow, LanguageTagScalar>("language", "Language wanted.");
        this.Many<OutputRow, LocalizedTextGraph>(
            "abstracts",
            "Abstracts by language.",
            context => context.Loader<AbstractsLoader>().LoadAsync(context.Source.Id)
        );
        this.Many<OutputRow, LanguageTagScalar>("languages", "Languages the work is in.", context => context.Source.Languages);
    }

    private void Parts()
    {
        this.Many<OutputRow, ContributionGraph>(
                "contributors",
                "People and organisations that contributed, in order; none for whom they stay hidden from.",
                context => context.Loader<ContributionsLoader>().LoadAsync(context.Source.Id)
            )
            .EmptyWhenBlind();
        this.Many<OutputRow, ConceptGraph>(
                "concepts",
                "Concepts assigned to it: GCM objectives, SDG targets, topics, populations, designs.",
                context =>
                {
                    var schemes = context.GetArgument<ConceptScheme[]?>("schemes");
                    var concepts = context.Loader<OutputConceptsLoader>().LoadAsync(context.Source.Id);
                    return schemes is null
                        ? concepts
                        : new Derived<IReadOnlyList<Core.Vocabularies.Reading.ConceptRow>>(
                            concepts,
                            rows => rows.Where(row => schemes.Contains(row.Scheme))
                        );
                }
            )
            .Takes<OutputRow, ListGraphType<NonNullGraphType<ConceptSchemeGraph>>>("schemes", "Only concepts of these vocabularies.");
        this.Many<OutputRow, PlaceGraph>(
            "places",
            "Places it speaks of.",
            context => context.Loader<OutputPlacesLoader>().LoadAsync(context.Source.Id)
        );
        this.Many<OutputRow, LinkGraph>(
                "links",
                "Where it and its documents can be read.",
                context => context.Loader<LinksLoader>().LoadAsync(context.Source.Id)
            )
            .EmptyWhenBlind();
        this.Many<OutputRow, DataFileGraph>(
            "files",
            "Its files. Whether they can be downloaded depends on `access` and `state`; owner and curators can always.",
            context =>
            {
                var files = context.Loader<FilesLoader>().LoadAsync(context.Source.Id);
                return context.Source.IsBlind
                    ? new Derived<IReadOnlyList<DataFileRow>>(files, rows => rows.Select(row => row.Blinded()))
                    : files;
            }
        );
        this.Computed<OutputRow, NonNullGraphType<RelationConnectionGraph>>("relations", "How it relates to other works.", Relations)
            .NoneWhenBlind<RelationRow>()
            .Takes<OutputRow, ListGraphType<NonNullGraphType<RelationTypeGraph>>>("types", "Only relations of these types.")
            .PagesForward();
        this.Many<OutputRow, FundingReferenceGraph>(
                "funding",
                "Who paid for it.",
                context => context.Loader<FundingLoader>().LoadAsync(context.Source.Id)
            )
            .EmptyWhenBlind();
    }

    private void Publication()
    {
        this.Optional<OutputRow, DateScalar>(
            "publishedOn",
            "Day of publication; null when only the year is known: see `publishedYear`.",
            output => output.PublishedOn
        );
        this.Optional<OutputRow, IntGraphType>("publishedYear", "Year of publication.", output => output.PublishedYear);
        this.Optional<OutputRow, StringGraphType>("publisher", "Who published it, as printed.", output => output.Publisher);
        this.Optional<OutputRow, StringGraphType>(
            "containerTitle",
            "Journal, series or book that it appeared in.",
            output => output.ContainerTitle
        );
        this.Computed<OutputRow, LicenseGraph>(
            "license",
            "Licence.",
            context => context.Source.LicenseId is { } license ? context.Loader<LicenseLoader>().LoadAsync(license) : null
        );
        this.Required<OutputRow, AccessRightGraph>("access", "Who can read it.", output => output.Access);
        this.Optional<OutputRow, StringGraphType>(
            "attribution",
            "Words that the licence asks users to cite.",
            output => output.Attribution
        );
        this.Required<OutputRow, PublicationStateGraph>("state", "Where it stands in its life cycle.", output => output.State);
        this.Required<OutputRow, IntGraphType>(
            "version",
            "1 for the first version; counts up with each new one.",
            output => output.Version
        );
        this.Required<OutputRow, BooleanGraphType>(
            "isLatestVersion",
            "Whether no later version is published. Lists and searches show the latest only.",
            output => output.LatestVersionId is null
        );
        this.Computed<OutputRow, ResearchOutputInterface>(
            "latestVersion",
            "The latest published version, where this is an earlier one; else null.",
            context => context.Source.LatestVersionId is { } latest ? context.Output(latest) : null
        );
        this.Computed<OutputRow, NonNullGraphType<OutputConnectionGraph>>(
                "versions",
                "Every published version of the work, this one too, newest first. Each stays citable.",
                context => context.Loader<VersionsLoader>().Of(context, context.Source.Id)
            )
            .NoneWhenBlind<OutputRow>()
            .Pages();
        this.Optional<OutputRow, DateScalar>(
            "embargoUntil",
            "Day on which the embargo ends, at 00:00 UTC, where there is or was one; what holds from then on follows from the access mode.",
            output => output.EmbargoUntil
        );
        this.Optional<OutputRow, StringGraphType>(
            "stateReason",
            "Why it was withdrawn or retracted, or which changes were asked for.",
            output => output.StateReason
        );
        this.Required<OutputRow, IntGraphType>(
            "revision",
            "Counts up with each change of the draft or of its state; `expectedRevision` of mutations takes it.",
            output => output.Revision
        );
        this.Computed<OutputRow, NonNullGraphType<StringGraphType>>("citation", "How to cite it, as plain text.", CitationField.Resolve)
            .Argument<NonNullGraphType<CitationStyleGraph>>(
                "style",
                argument =>
                {
                    argument.Description = "Style or exchange format.";
                    argument.DefaultValue = CitationStyle.Apa;
                }
            )
            .Takes<OutputRow, LanguageTagScalar>("language", "Language of title and connecting words.");
    }

    private void Record()
    {
        this.Required<OutputRow, StringGraphType>("source", "Where the record came from.", output => output.Source);
        this.Required<OutputRow, IntGraphType>(
            "citationCount",
            "Number of works here that cite or reference it, by what they say of themselves, each once whatever its versions.",
            output => output.CitationCount
        );
        this.Required<OutputRow, DateTimeScalar>("createdAt", "When the record was made.", output => output.CreatedAt);
        this.Required<OutputRow, DateTimeScalar>("updatedAt", "When the record last changed.", output => output.UpdatedAt);
        this.Awaited<OutputRow, NonNullGraphType<ListGraphType<NonNullGraphType<ResearchOutputInterface>>>>(
                "similar",
                "Records most like it by their texts and concepts, best first.",
                SimilarAsync
            )
            .EmptyWhenBlind()
            .Argument<IntGraphType>(
                "first",
                argument =>
                {
                    argument.Description = "Number wanted, at most 20.";
                    argument.DefaultValue = 5;
                }
            );
    }

    private static object Relations(IResolveFieldContext<OutputRow> context)
    {
        var arguments = RelationArguments.Of(context.GetArgument<RelationType[]?>("types"), context.Page());
        return new Connection<RelationRow>(
            context.Loader<RelationsLoader>().LoadAsync(arguments, context.Source.Id),
            context.Loader<RelationCountLoader>().LoadAsync(arguments, context.Source.Id),
            context.CancellationToken
        );
    }

    private static async Task<object?> SimilarAsync(IResolveFieldContext<OutputRow> context)
    {
        var first = PagingArguments.Read(context, max: 20, defaultSize: 5).Size;
        var hits = await context.Service<ISearchIndex>().SimilarAsync(context.Source.Id, first, context.CancellationToken);
        // The index may not have read of a withdrawal yet.
        return new LoadedMany<OutputRow>(
            [.. hits.Select(hit => context.Output(hit.Id))],
            output => output.State != PublicationState.Withdrawn
        );
    }
}
