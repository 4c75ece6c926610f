using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ResearchHub.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Catalogue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateSequence(name: "node_ids", startValue: 1000L);

            migrationBuilder.CreateTable(
                name: "change_events",
                columns: table => new
                {
                    sequence = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    transaction = table.Column<ulong>(type: "xid8", nullable: false, defaultValueSql: "pg_current_xact_id()"),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change_events", x => x.sequence);
                }
            );

            migrationBuilder.CreateTable(
                name: "concepts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    scheme = table.Column<string>(type: "text", nullable: false),
                    notation = table.Column<string>(type: "text", nullable: false),
                    labels = table.Column<string>(type: "jsonb", nullable: false),
                    alt_labels = table.Column<string>(type: "jsonb", nullable: false),
                    definitions = table.Column<string>(type: "jsonb", nullable: false),
                    broader_id = table.Column<long>(type: "bigint", nullable: true),
                    path = table.Column<string[]>(type: "text[]", nullable: false),
                    related_ids = table.Column<long[]>(type: "bigint[]", nullable: false),
                    exact_matches = table.Column<string[]>(type: "text[]", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_concepts", x => x.id);
                    table.ForeignKey(
                        name: "fk_concepts_concepts_broader_id",
                        column: x => x.broader_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "licenses",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licenses", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "places",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    code = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    labels = table.Column<string>(type: "jsonb", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    path = table.Column<string[]>(type: "text[]", nullable: false),
                    alpha3 = table.Column<string>(type: "text", nullable: true),
                    m49 = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_places", x => x.id);
                    table.ForeignKey(
                        name: "fk_places_places_parent_id",
                        column: x => x.parent_id,
                        principalTable: "places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "researchers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    given_name = table.Column<string>(type: "text", nullable: true),
                    family_name = table.Column<string>(type: "text", nullable: true),
                    sort_name = table.Column<string>(type: "text", nullable: false, collation: "und-x-icu"),
                    name_key = table.Column<string>(type: "text", nullable: false),
                    orcid = table.Column<string>(type: "text", nullable: true),
                    sector = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_researchers", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "concept_mappings",
                columns: table => new
                {
                    from_id = table.Column<long>(type: "bigint", nullable: false),
                    to_id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_concept_mappings", x => new { x.from_id, x.to_id });
                    table.ForeignKey(
                        name: "fk_concept_mappings_concepts_from_id",
                        column: x => x.from_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_concept_mappings_concepts_to_id",
                        column: x => x.to_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "research_outputs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    kind = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "und-x-icu"),
                    titles = table.Column<string>(type: "jsonb", nullable: false),
                    abstracts = table.Column<string>(type: "jsonb", nullable: false),
                    languages = table.Column<string[]>(type: "text[]", nullable: false),
                    doi = table.Column<string>(type: "text", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_year = table.Column<int>(type: "integer", nullable: true),
                    published_sort = table.Column<DateOnly>(
                        type: "date",
                        nullable: false,
                        computedColumnSql: "coalesce(published_on, make_date(published_year, 1, 1), '-infinity'::date)",
                        stored: true
                    ),
                    container_title = table.Column<string>(type: "text", nullable: true),
                    volume = table.Column<string>(type: "text", nullable: true),
                    issue = table.Column<string>(type: "text", nullable: true),
                    pages = table.Column<string>(type: "text", nullable: true),
                    publisher = table.Column<string>(type: "text", nullable: true),
                    license_id = table.Column<string>(type: "text", nullable: true),
                    access = table.Column<string>(type: "text", nullable: false),
                    attribution = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<string>(type: "text", nullable: false),
                    citation_count = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    access_mode = table.Column<string>(type: "text", nullable: true),
                    coverage_from = table.Column<DateOnly>(type: "date", nullable: true),
                    coverage_to = table.Column<DateOnly>(type: "date", nullable: true),
                    learning_format = table.Column<string>(type: "text", nullable: true),
                    audience = table.Column<string[]>(type: "text[]", nullable: true),
                    duration_minutes = table.Column<int>(type: "integer", nullable: true),
                    study_type = table.Column<string>(type: "text", nullable: true),
                    study_design = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_research_outputs", x => x.id);
                    table.CheckConstraint("ck_research_outputs_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_research_outputs_titles", "jsonb_array_length(titles) > 0");
                    table.CheckConstraint("ck_research_outputs_year", "published_year between 1000 and 2200");
                    table.ForeignKey(
                        name: "fk_research_outputs_licenses_license_id",
                        column: x => x.license_id,
                        principalTable: "licenses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "und-x-icu"),
                    acronym = table.Column<string>(type: "text", nullable: true),
                    name_key = table.Column<string>(type: "text", nullable: false),
                    sector = table.Column<string>(type: "text", nullable: false),
                    ror = table.Column<string>(type: "text", nullable: true),
                    place_id = table.Column<long>(type: "bigint", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organizations_places_place_id",
                        column: x => x.place_id,
                        principalTable: "places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "researcher_expertise",
                columns: table => new
                {
                    researcher_id = table.Column<long>(type: "bigint", nullable: false),
                    concept_id = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_researcher_expertise", x => new { x.researcher_id, x.concept_id });
                    table.ForeignKey(
                        name: "fk_researcher_expertise_concepts_concept_id",
                        column: x => x.concept_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_researcher_expertise_researchers_researcher_id",
                        column: x => x.researcher_id,
                        principalTable: "researchers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "data_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: true),
                    storage_key = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_data_files_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "output_concepts",
                columns: table => new
                {
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    concept_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_output_concepts", x => new { x.output_id, x.concept_id });
                    table.ForeignKey(
                        name: "fk_output_concepts_concepts_concept_id",
                        column: x => x.concept_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_output_concepts_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "output_identifiers",
                columns: table => new
                {
                    type = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_output_identifiers", x => new { x.type, x.value });
                    table.ForeignKey(
                        name: "fk_output_identifiers_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "output_links",
                columns: table => new
                {
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: true),
                    media_type = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_output_links", x => new { x.output_id, x.position });
                    table.ForeignKey(
                        name: "fk_output_links_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "output_places",
                columns: table => new
                {
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    place_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_output_places", x => new { x.output_id, x.place_id });
                    table.ForeignKey(
                        name: "fk_output_places_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_output_places_places_place_id",
                        column: x => x.place_id,
                        principalTable: "places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "output_relations",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source_id = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    target_id = table.Column<long>(type: "bigint", nullable: true),
                    target_identifier_type = table.Column<string>(type: "text", nullable: true),
                    target_identifier = table.Column<string>(type: "text", nullable: true),
                    target_title = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_output_relations", x => x.id);
                    table.CheckConstraint(
                        "ck_output_relations_target",
                        "num_nonnulls(target_id, target_identifier) = 1 and target_id is distinct from source_id"
                    );
                    table.ForeignKey(
                        name: "fk_output_relations_outputs_source_id",
                        column: x => x.source_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_output_relations_outputs_target_id",
                        column: x => x.target_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "output_versions",
                columns: table => new
                {
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    snapshot = table.Column<string>(type: "jsonb", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_output_versions", x => new { x.output_id, x.version });
                    table.ForeignKey(
                        name: "fk_output_versions_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "affiliations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    researcher_id = table.Column<long>(type: "bigint", nullable: false),
                    organization_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "text", nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_affiliations", x => x.id);
                    table.ForeignKey(
                        name: "fk_affiliations_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_affiliations_researchers_researcher_id",
                        column: x => x.researcher_id,
                        principalTable: "researchers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "contributions",
                columns: table => new
                {
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    researcher_id = table.Column<long>(type: "bigint", nullable: true),
                    organization_id = table.Column<long>(type: "bigint", nullable: true),
                    name_as_printed = table.Column<string>(type: "text", nullable: false),
                    credit_roles = table.Column<string[]>(type: "text[]", nullable: false),
                    contributor_type = table.Column<string>(type: "text", nullable: true),
                    affiliation_id = table.Column<long>(type: "bigint", nullable: true),
                    affiliation_as_printed = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contributions", x => new { x.output_id, x.position });
                    table.CheckConstraint("ck_contributions_one_contributor", "num_nonnulls(researcher_id, organization_id) = 1");
                    table.ForeignKey(
                        name: "fk_contributions_organizations_affiliation_id",
                        column: x => x.affiliation_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_contributions_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_contributions_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_contributions_researchers_researcher_id",
                        column: x => x.researcher_id,
                        principalTable: "researchers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "funding_references",
                columns: table => new
                {
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    organization_id = table.Column<long>(type: "bigint", nullable: true),
                    funder_name = table.Column<string>(type: "text", nullable: false),
                    award_number = table.Column<string>(type: "text", nullable: true),
                    award_title = table.Column<string>(type: "text", nullable: true),
                    award_uri = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funding_references", x => new { x.output_id, x.position });
                    table.ForeignKey(
                        name: "fk_funding_references_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_funding_references_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "variables",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    data_file_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: true),
                    type = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: true),
                    minimum = table.Column<string>(type: "text", nullable: true),
                    maximum = table.Column<string>(type: "text", nullable: true),
                    missing_count = table.Column<long>(type: "bigint", nullable: false),
                    categories = table.Column<string>(type: "jsonb", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variables", x => x.id);
                    table.ForeignKey(
                        name: "fk_variables_data_files_data_file_id",
                        column: x => x.data_file_id,
                        principalTable: "data_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_affiliations_organization_id", table: "affiliations", column: "organization_id");

            migrationBuilder.CreateIndex(name: "ix_affiliations_researcher_id", table: "affiliations", column: "researcher_id");

            migrationBuilder.CreateIndex(
                name: "ix_change_events_transaction_sequence",
                table: "change_events",
                columns: new[] { "transaction", "sequence" }
            );

            migrationBuilder.CreateIndex(name: "ix_concept_mappings_to_id", table: "concept_mappings", column: "to_id");

            migrationBuilder.CreateIndex(name: "ix_concepts_broader_id", table: "concepts", column: "broader_id");

            migrationBuilder.CreateIndex(
                name: "ix_concepts_scheme_notation",
                table: "concepts",
                columns: new[] { "scheme", "notation" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_concepts_scheme_position_id",
                table: "concepts",
                columns: new[] { "scheme", "position", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_contributions_affiliation_id", table: "contributions", column: "affiliation_id");

            migrationBuilder.CreateIndex(name: "ix_contributions_organization_id", table: "contributions", column: "organization_id");

            migrationBuilder.CreateIndex(name: "ix_contributions_researcher_id", table: "contributions", column: "researcher_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_files_output_id_name",
                table: "data_files",
                columns: new[] { "output_id", "name" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_data_files_output_id_position",
                table: "data_files",
                columns: new[] { "output_id", "position" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_funding_references_organization_id",
                table: "funding_references",
                column: "organization_id"
            );

            migrationBuilder
                .CreateIndex(name: "ix_organizations_name", table: "organizations", column: "name")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(name: "ix_organizations_name_id", table: "organizations", columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(name: "ix_organizations_name_key", table: "organizations", column: "name_key", unique: true);

            migrationBuilder.CreateIndex(name: "ix_organizations_place_id", table: "organizations", column: "place_id");

            migrationBuilder.CreateIndex(name: "ix_organizations_ror", table: "organizations", column: "ror", unique: true);

            migrationBuilder.CreateIndex(name: "ix_organizations_slug", table: "organizations", column: "slug", unique: true);

            migrationBuilder.CreateIndex(name: "ix_output_concepts_concept_id", table: "output_concepts", column: "concept_id");

            migrationBuilder.CreateIndex(name: "ix_output_identifiers_output_id", table: "output_identifiers", column: "output_id");

            migrationBuilder.CreateIndex(name: "ix_output_places_place_id", table: "output_places", column: "place_id");

            migrationBuilder.CreateIndex(
                name: "ix_output_relations_source_id_type_target_id",
                table: "output_relations",
                columns: new[] { "source_id", "type", "target_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_output_relations_source_id_type_target_identifier_type_targ",
                table: "output_relations",
                columns: new[] { "source_id", "type", "target_identifier_type", "target_identifier" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_output_relations_target_id", table: "output_relations", column: "target_id");

            migrationBuilder.CreateIndex(name: "ix_places_code", table: "places", column: "code", unique: true);

            migrationBuilder.CreateIndex(name: "ix_places_parent_id", table: "places", column: "parent_id");

            migrationBuilder.CreateIndex(name: "ix_research_outputs_doi", table: "research_outputs", column: "doi", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_kind_citation_count_id",
                table: "research_outputs",
                columns: new[] { "kind", "citation_count", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_kind_published_sort_id",
                table: "research_outputs",
                columns: new[] { "kind", "published_sort", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_kind_title_id",
                table: "research_outputs",
                columns: new[] { "kind", "title", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_kind_updated_at_id",
                table: "research_outputs",
                columns: new[] { "kind", "updated_at", "id" }
            );

            migrationBuilder
                .CreateIndex(name: "ix_research_outputs_languages", table: "research_outputs", column: "languages")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(name: "ix_research_outputs_license_id", table: "research_outputs", column: "license_id");

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_published_sort_id",
                table: "research_outputs",
                columns: new[] { "published_sort", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_research_outputs_slug", table: "research_outputs", column: "slug", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_source_source_id",
                table: "research_outputs",
                columns: new[] { "source", "source_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_research_outputs_study_design", table: "research_outputs", column: "study_design");

            migrationBuilder.CreateIndex(name: "ix_research_outputs_study_type", table: "research_outputs", column: "study_type");

            migrationBuilder
                .CreateIndex(name: "ix_research_outputs_title", table: "research_outputs", column: "title")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(name: "ix_researcher_expertise_concept_id", table: "researcher_expertise", column: "concept_id");

            migrationBuilder
                .CreateIndex(name: "ix_researchers_name", table: "researchers", column: "name")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(name: "ix_researchers_name_key", table: "researchers", column: "name_key", unique: true);

            migrationBuilder.CreateIndex(name: "ix_researchers_orcid", table: "researchers", column: "orcid", unique: true);

            migrationBuilder.CreateIndex(name: "ix_researchers_slug", table: "researchers", column: "slug", unique: true);

            migrationBuilder.CreateIndex(name: "ix_researchers_sort_name_id", table: "researchers", columns: new[] { "sort_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_variables_data_file_id_position",
                table: "variables",
                columns: new[] { "data_file_id", "position" },
                unique: true
            );

            migrationBuilder.Sql(PublishedRecordTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "drop function if exists is_public_state, refuse_change_of_version, refuse_change_of_published_output, refuse_change_of_published_part, wake_feed_readers cascade"
            );
            migrationBuilder.DropTable(name: "affiliations");

            migrationBuilder.DropTable(name: "change_events");

            migrationBuilder.DropTable(name: "concept_mappings");

            migrationBuilder.DropTable(name: "contributions");

            migrationBuilder.DropTable(name: "funding_references");

            migrationBuilder.DropTable(name: "output_concepts");

            migrationBuilder.DropTable(name: "output_identifiers");

            migrationBuilder.DropTable(name: "output_links");

            migrationBuilder.DropTable(name: "output_places");

            migrationBuilder.DropTable(name: "output_relations");

            migrationBuilder.DropTable(name: "output_versions");

            migrationBuilder.DropTable(name: "researcher_expertise");

            migrationBuilder.DropTable(name: "variables");

            migrationBuilder.DropTable(name: "organizations");

            migrationBuilder.DropTable(name: "concepts");

            migrationBuilder.DropTable(name: "researchers");

            migrationBuilder.DropTable(name: "data_files");

            migrationBuilder.DropTable(name: "places");

            migrationBuilder.DropTable(name: "research_outputs");

            migrationBuilder.DropTable(name: "licenses");

            migrationBuilder.DropSequence(name: "node_ids");
        }
    }
}
