using Microsoft.Extensions.DependencyInjection;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>The loaders of one operation, made on first use; their constructors take services of the request's scope.</summary>
public sealed class LoaderRegistry(IServiceProvider services)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, IRequestLoader> _loaders = [];

    /// <summary>The operation's only loader of this type. The type needs no registration.</summary>
    public T Get<T>()
        where T : class, IRequestLoader
    {
        lock (_gate)
        {
            if (_loaders.TryGetValue(typeof(T), out var known))
            {
                return (T)known;
            }
            var loader = Factory<T>.Create(services, []);
            _loaders.Add(typeof(T), loader);
            return loader;
        }
    }

    /// <summary>Clears every loader.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var loader in _loaders.Values)
            {
                loader.Clear();
            }
        }
    }

    private static class Factory<T>
        where T : class, IRequestLoader
    {
        public static readonly ObjectFactory<T> Create = ActivatorUtilities.CreateFactory<T>([]);
    }
}
