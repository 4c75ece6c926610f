using ResearchHub.Benchmarks.Collaboration;
using ResearchHub.Benchmarks.GraphQL;
using ResearchHub.Benchmarks.Search.Endurance;
using ResearchHub.Benchmarks.Search.Evaluation;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Benchmarks.Search.Percolation;
using ResearchHub.Benchmarks.Subscriptions;

return args switch
{
    ["eval", .. var rest] => await EvalCommand.RunAsync(rest),
    ["bench", "collaboration", .. var rest] => await CollaborationBench.RunAsync(rest),
    ["bench", "graphql", .. var rest] => await GraphQLBench.RunAsync(rest),
    ["bench", "search", .. var rest] => await LoadCommand.RunAsync(rest),
    ["bench", "percolate", .. var rest] => PercolateCommand.Run(rest),
    ["bench", "search-fuzz", .. var rest] => await FuzzCommand.RunAsync(rest),
    ["bench", "search-crash", .. var rest] => await CrashCommand.RunAsync(rest),
    ["bench", "search-crash-writer", var folder] => await CrashCommand.WriteAsync(folder),
    ["bench", "subscriptions", .. var rest] => await SubscriptionBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        usage: eval [--collection NAME] [--folder DIR]
               bench graphql [--records N] [--rounds N] [--seconds N] [--data DIR]
               bench search [--records N] [--compare N] [--folder DIR] [--questions N]
               bench percolate [--queries N]
               bench search-fuzz [--strings N] [--records N]
               bench search-crash [--rounds N]
               bench collaboration [--requests N]
               bench subscriptions [--clients N] [--seconds N] [--faults]
        """
    );
    return 2;
}
