using ResearchHub.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
