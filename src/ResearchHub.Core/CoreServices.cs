using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Calls;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.DataAccess;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Collaboration.Lists;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Core.Events;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Publishing;
using ResearchHub.Core.Publishing.PersistentIds;
using ResearchHub.Core.SavedSearches;
using ResearchHub.Core.SavedSearches.Digests;
using ResearchHub.Core.Search;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core;

/// <summary>Registers what this project offers.</summary>
public static class CoreServices
{
    /// <summary>Adds the reads and commands of the catalogue over the <see cref="NpgsqlDataSource"/> that the caller has registered.</summary>
    public static IServiceCollection AddResearchHubCore(this IServiceCollection services)
    {
        services.AddDbContextFactory<HubDbContext>(
            (provider, options) =>
                HubDatabase
                    .Configure(
                        (Microsoft.EntityFrameworkCore.DbContextOptionsBuilder<HubDbContext>)options,
                        provider.GetRequiredService<NpgsqlDataSource>()
                    )
                    .AddInterceptors(new AuditWriter(provider.GetService<TimeProvider>() ?? TimeProvider.System))
        );
        services.TryAddSingleton<ReadDatabase>();
        services.AddSingleton<OutputQueries>();
        services.AddSingleton<OutputPartQueries>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<VocabularyQueries>();
        services.AddSingleton<RepositoryQueries>();
        services.AddSingleton<SearchDocumentQueries>();
        services.AddSingleton<KeptContributors>();
        services.AddSingleton<VocabularyNames>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IFeedSource<FeedEvent>>(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<ActivityFeed>();
        services.AddSingleton<IFeedSource<ActivityEntry>>(provider => provider.GetRequiredService<ActivityFeed>());
        services.AddSingleton(typeof(FeedTail<>));
        services.AddSingleton<FeedSnapshots>();
        services.AddSingleton<ReaderLeases>();
        services.AddSingleton(typeof(FeedPump<>));
        services.AddSingleton<HubTransactions>();
        services.AddSingleton(typeof(FeedTrimmer<>));
        services.AddSingleton<TokenService>();
        services.AddSingleton<TokenSignIn>();
        services.AddSingleton<ExternalAccounts>();
        services.AddSingleton<UserService>();
        services.AddSingleton<UserQueries>();
        services.AddSingleton<TokenQueries>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<ProfileService>();
        services.AddSingleton<IRequestKind, AuthorshipClaimKind>();
        services.AddSingleton<ClaimService>();
        services.AddSingleton<MergeService>();
        services.AddSingleton<OutputWithdrawal>();
        services.AddSingleton<PublishingService>();
        services.AddSingleton<DraftDeletion>();
        services.AddSingleton<VersionService>();
        services.AddSingleton<EmbargoService>();
        services.AddSingleton<BlobKeeper>();
        services.AddSingleton<SavedSearchQueries>();
        services.AddSingleton<SavedSearchService>();
        services.AddSingleton<MatchWriter>();
        services.AddSingleton<IFeedSource<SavedSearchEvent>, SavedSearchFeed>();
        services.AddSingleton<DigestWriter>();
        services.AddSingleton<IMailTopic, SavedSearchMail>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookQueries>();
        services.AddSingleton<WebhookService>();
        services.AddSingleton<WebhookNotices>();
        services.AddSingleton<DeliveryTrimmer>();
        services.AddSingleton<IFeedReader<FeedEvent>, SavedSearchReader>();
        services.AddSingleton<PersistentIdQueries>();
        services.AddSingleton<Registrar>();
        services.AddSingleton<RegistrationQueries>();
        services.AddSingleton<IFeedReader<FeedEvent>, PersistentIdReader>();
        services.AddSingleton<IFeedReader<FeedEvent>, CitationCounter>();
        services.TryAddSingleton<IPersistentIds>(_ => new LocalIds(LocalIds.DefaultPrefix));
        services.AddSingleton<FileService>();
        services.AddSingleton<OutputRights>();
        services.AddSingleton<OutputGate>();
        services.AddSingleton<VisibleOutputs>();
        services.AddDrafts();
        services.AddReviews();
        services.AddSingleton<SubjectGate>();
        services.AddSingleton<OutputSubjects>();
        services.AddSingleton<ISubjects>(provider => provider.GetRequiredService<OutputSubjects>());
        services.AddSingleton<ISubjects, PublicSubjects>();
        services.AddSingleton<FormerPartQueries>();
        services.AddSingleton<ISubjects, FormerPartSubjects>();
        AddInbox(services);
        services.AddRequests();
        AddComments(services);
        services.AddCommunities();
        AddReadingLists(services);
        services.AddDataAccess();
        services.AddCalls();
        services.TryAddSingleton<IFileScanner, NoFileScanner>();
        return services;
    }

    private static void AddInbox(IServiceCollection services)
    {
        services.AddSingleton<FollowQueries>();
        services.AddSingleton<FollowService>();
        services.AddSingleton<InboxQueries>();
        services.AddSingleton<InboxService>();
        services.AddSingleton<NotificationFeed>();
        services.AddSingleton<IFeedSource<Notification>>(provider => provider.GetRequiredService<NotificationFeed>());
        services.AddSingleton<IFeedReader<ActivityEntry>, ActivityNotifier>();
        services.AddSingleton<IFeedReader<FeedEvent>, PublicationNotifier>();
        services.AddSingleton<IFeedReader<Notification>, NotificationMailer>();
        services.AddSingleton<IMailTopic, NotificationMailTopic>();
        services.AddSingleton<NotificationDigests>();
        services.AddSingleton<NotificationTrimmer>();
    }

    private static void AddComments(IServiceCollection services)
    {
        services.AddSingleton<CommentGate>();
        services.AddSingleton<AnchorTexts>();
        services.AddSingleton(AnchoredTexts.OfOutputs);
        services.AddSingleton<CommentQueries>();
        services.AddSingleton<CommentChanges>();
        services.AddSingleton<CommentService>();
        services.AddSingleton<CommentModeration>();
        services.AddSingleton<CommentReports>();
        services.AddSingleton<ICommentedSubjects, CommentedOutputs>();
        services.AddSingleton<ISubjects>(provider => new CommentSubjects(
            provider.GetRequiredService<ReadDatabase>(),
            provider.GetRequiredService<SubjectGate>,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ISubjects>(provider => new CommentReportSubjects(provider.GetRequiredService<CommentReports>));
    }

    private static void AddReadingLists(IServiceCollection services)
    {
        services.AddSingleton<ReadingListQueries>();
        services.AddSingleton<ListChanges>();
        services.AddSingleton<ReadingListService>();
        services.AddSingleton<ListSharing>();
        services.AddSingleton<ListInvitationService>();
        services.AddSingleton<IRequestKind, ReadingListInvitationKind>();
        services.AddSingleton<ReadingListItems>();
        services.AddSingleton<ReadingListExport>();
        services.AddSingleton<ISubjects, ReadingListSubjects>();
        services.AddSingleton(ListTexts.Anchored);
    }
}
