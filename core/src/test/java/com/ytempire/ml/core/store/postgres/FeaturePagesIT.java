package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.store.StoredFeature;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FeaturePagesIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final Clock NOW = Clock.fixed(AT, ZoneOffset.UTC);

  /** Five entities of three columns, of which the third was written an hour before the others. */
  @BeforeAll
  static void fill() throws SQLException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    for (int i = 0; i < 5; i++) {
      Clock clock = i == 2 ? Clock.offset(NOW, Duration.ofHours(-1)) : NOW;
      new PostgresFeatureStore(SERVERS.dataSource(), clock)
          .write(SCHEMA, List.of(write(video("v" + i), "e" + i, AT.plusMillis(i), i + 0.5, i, 1f)));
    }
  }

  private static List<FeaturePages.Page> pages(int rows, Duration writtenWithin)
      throws SQLException {
    var source = new FeaturePages(SERVERS.dataSource(), NOW, rows);
    List<FeaturePages.Page> pages = new ArrayList<>();
    FeaturePages.Place place = FeaturePages.Place.START;
    while (place != null) {
      FeaturePages.Page page = source.read(place, writtenWithin);
      pages.add(page);
      place = page.end();
    }
    return pages;
  }

  @Test
  void givesEveryRowOnceInPagesOfBoundedSize() throws SQLException {
    List<FeaturePages.Page> pages = pages(4, Duration.ofDays(1));

    assertThat(pages).extracting(page -> page.features().size()).containsExactly(4, 4, 4, 3);
    assertThat(pages.stream().flatMap(page -> page.features().stream()))
        .hasSize(15)
        .doesNotHaveDuplicates()
        .contains(
            new StoredFeature(video("v1"), "engagement_rate", 1, "1.5", AT.plusMillis(1), "e1"),
            new StoredFeature(video("v4"), "title_embedding", 1, "[1.0]", AT.plusMillis(4), "e4"));
  }

  @Test
  void endsAfterAFullLastPage() throws SQLException {
    assertThat(pages(5, Duration.ofDays(1)))
        .extracting(page -> page.features().size())
        .containsExactly(5, 5, 5, 0);
  }

  @Test
  void leavesOutRowsThatWereWrittenLongerAgoAndGoesOnBehindThem() throws SQLException {
    List<FeaturePages.Page> pages = pages(4, Duration.ofMinutes(30));

    assertThat(pages).extracting(page -> page.features().size()).containsExactly(4, 2, 3, 3);
    assertThat(pages.stream().flatMap(page -> page.features().stream()))
        .noneMatch(feature -> feature.entity().equals(video("v2")));
  }
}
