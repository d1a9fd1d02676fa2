package dev.pacer.rules;

import dev.pacer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/// The random calls beside models of the rules, on PostgreSQL.
@ExtendWith(TestDatabase.OnPostgres.class)
class RulesOnPostgresIT {
  @Nested
  class ServiceLife extends ServiceLifeTest {}

  @Nested
  class ServicesAtOnce extends ServicesAtOnceTest {}

  @Nested
  class ConfigurationsAtOnce extends ConfigurationsAtOnceTest {}

  @Nested
  class Names extends NamesTest {}

  @Nested
  class Revisions extends RevisionsTest {}

  @Nested
  class TagsOfEveryKind extends TagsOfEveryKindTest {}

  @Nested
  class Pages extends PagesTest {}
}
