using GraphQL.Types;
using ResearchHub.Api.Access;
using ResearchHub.Api.Access.Oidc;
using ResearchHub.Api.DataCite;
using ResearchHub.Api.Delivery;
using ResearchHub.Api.Delivery.Mail;
using ResearchHub.Api.Files;
using ResearchHub.Api.GraphQL;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.Landing;
using ResearchHub.Api.Transport;
using ResearchHub.Core;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;
using ResearchHub.Core.Search;
using ResearchHub.Core.Seeding;
using ResearchHub.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>Where the modules join the server: services first, then what is mapped to a path.</summary>
internal static class HubServices
{
    public static void AddHub(this WebApplicationBuilder builder, HubOptions options, string connectionString)
    {
        var services = builder.Services;
        services.AddSingleton(_ => HubDatabase.Open(connectionString));
        services.AddSingleton(_ => new ReadDatabase(HubDatabase.OpenForReads(connectionString)));
        services.AddSingleton(new PresenceOptions(options.PresenceSeconds));
        services.AddResearchHubCore();
        services.AddResearchHubSearch(
            new SearchOptions
            {
                Directory = DataFolder.IndexFolder(options.DataDirectory),
                MinSequenceTimeout = TimeSpan.FromSeconds(options.MinSequenceSeconds),
            }
        );
        services.AddSingleton(_ => new SeedFiles(options.SeedFolder));
        services.AddSingleton<Seeder>();
        if (options.Seed)
        {
            services.AddSingleton<IStartupStep, SeedStep>();
        }
        services.AddSingleton(_ => new DataFileStore(
            options.SeedFolder,
            Path.Combine(options.DataDirectory, "files"),
            Path.Combine(options.DataDirectory, "blobs")
        ));
        services.AddHostedService<EmbargoReleaser>();
        services.AddHostedService<ReviewReminding>();
        services.AddHostedService<CorrectionReminding>();
        services.AddHostedService<FeedTrimming>();
        services.AddHostedService<RequestExpiry>();
        services.AddPersistentIds();
        services.AddDelivery(options);
        services.AddSingleton<BackgroundTurns>();
        services.AddHostedService<FeedReaderService<FeedEvent>>();
        services.AddHostedService<FeedReaderService<ActivityEntry>>();
        services.AddSingleton<SearchProjection>();
        services.AddSingleton<IStartupStep, IndexStep>();
        services.AddHostedService<TailFollower<FeedEvent>>();
        services.AddHostedService<TailFollower<ActivityEntry>>();
        services.AddHostedService<TailFollower<Notification>>();
        services.AddHostedService<FeedReaderService<Notification>>();
        services.AddHostedService<TailFollower<SavedSearchEvent>>();
        services.AddHostedService<PresenceFollower>();
        services.AddSingleton(provider => new DatabaseBell([
            provider.GetRequiredService<IFeedSource<FeedEvent>>().Channel,
            provider.GetRequiredService<IFeedSource<ActivityEntry>>().Channel,
            provider.GetRequiredService<IFeedSource<Notification>>().Channel,
            provider.GetRequiredService<IFeedSource<SavedSearchEvent>>().Channel,
            PresenceBoard.Channel,
        ]));
        services.AddHostedService<BellRinger>();
        services.AddHostedService<IndexFollower>();
        services.AddOptions<OidcOptions>().BindConfiguration(OidcOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OidcIssuer>();
        services.AddSingleton<OidcSignIn>();
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RequestBudget>();
        services.AddSingleton<IRequestBudget>(provider => provider.GetRequiredService<RequestBudget>());
        services.AddSingleton<BearerSignIn>();
        services.AddSingleton<IIdentity, CallerIdentity>();
        services.AddSingleton<SignInRefusal>();
        services.AddSingleton<AnnouncementMatches>();
        services.AddSingleton<ISchema, HubSchema>();
        services.AddGraphQLTransport(transport =>
        {
            builder.Configuration.GetSection("GraphQL").Bind(transport);
            transport.ErrorOf = HubErrors.Of;
            transport.EventKeyOf = change => (change as DraftNews)?.Key ?? (change as IFeedEntry)?.Position;
            transport.UploadFolder = Path.Combine(options.DataDirectory, "uploads");
            ReceivedFiles.Sweep(transport.UploadFolder, TimeProvider.System.GetUtcNow());
        });
    }

    public static void MapHub(this WebApplication app)
    {
        app.MapGraphQL();
        app.MapFiles();
        app.MapFeeds();
        app.MapLists();
        app.MapLandingPages();
        app.MapUnsubscribe();
    }
}
