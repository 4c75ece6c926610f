using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Data;

/// <summary>How values stand in columns: enums by their UPPER_CASE name, texts by language as jsonb <c>[{"language","text"}]</c>.</summary>
internal static class ColumnConventions
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Apply(ModelConfigurationBuilder configuration)
    {
        configuration
            .Properties<IReadOnlyList<LocalizedText>>()
            .HaveConversion<LocalizedTextsConverter, LocalizedTextsComparer>()
            .HaveColumnType("jsonb");
        Enum<RecordKind>(configuration);
        Enum<StudyType>(configuration);
        Enum<StudyDesign>(configuration);
        Enum<AccessRight>(configuration);
        Enum<DataAccessMode>(configuration);
        Enum<PublicationState>(configuration);
        Enum<LearningFormat>(configuration);
        Enum<Sector>(configuration);
        Enum<ConceptScheme>(configuration);
        Enum<PlaceKind>(configuration);
        Enum<ChangeKind>(configuration);
        Enum<Role>(configuration);
        Enum<RequestStatus>(configuration);
        Enum<LinkKind>(configuration);
        Enum<VariableType>(configuration);
    }

    private static void Enum<T>(ModelConfigurationBuilder configuration)
        where T : struct, Enum => configuration.Properties<T>().HaveConversion<ConstantCaseConverter<T>>();

    private sealed class ConstantCaseConverter<T>()
        : ValueConverter<T, string>(value => ConstantCase.Of(value), name => ConstantCase.Parse<T>(name))
        where T : struct, Enum;

    private sealed class LocalizedTextsConverter()
        : ValueConverter<IReadOnlyList<LocalizedText>, string>(
            texts => JsonSerializer.Serialize(texts, Json),
            json => JsonSerializer.Deserialize<List<LocalizedText>>(json, Json)!
        );

    private sealed class LocalizedTextsComparer()
        : ValueComparer<IReadOnlyList<LocalizedText>>(
            (left, right) => left!.SequenceEqual(right!),
            texts => texts.Aggregate(0, (hash, text) => HashCode.Combine(hash, text)),
            texts => texts
        );
}
