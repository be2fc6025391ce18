package com.ytempire.ml.features.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.store.FeatureRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeatureVersionsTest {
  private static final String FILE =
      """
      features:
        engagement:
          - name: likes_per_view
            formula: likes / views
          - name: busy
            formula: likes_per_view > 0.1
          - name: view_velocity
            window: 1h
            aggregation: mean
        channel:
          - name: subscriber_tier
            bins: [0, 1000]
      """;

  private static Map<String, String> texts(String file) {
    return FeaturePlan.parse(file, "features.yaml").registrations().stream()
        .collect(
            Collectors.toMap(FeatureRegistry.Definition::name, FeatureRegistry.Definition::text));
  }

  @Test
  void spellingIsNoChange() {
    String respelt =
        FILE.replace("likes / views", "(likes)   ÷ views # a comment")
            .replace("window: 1h", "window: 60m");

    assertThat(texts(respelt)).isEqualTo(texts(FILE));
  }

  @Test
  void aChangedFormulaChangesItselfAndWhatIsBuiltOnIt() {
    Map<String, String> changed = texts(FILE.replace("likes / views", "likes / (views + 1)"));

    Map<String, String> before = texts(FILE);
    assertThat(changed.get("likes_per_view")).isNotEqualTo(before.get("likes_per_view"));
    assertThat(changed.get("busy")).isNotEqualTo(before.get("busy"));
    assertThat(changed.get("view_velocity")).isEqualTo(before.get("view_velocity"));
  }

  @Test
  void eachPartOfAWindowAndOfBinsCounts() {
    assertThat(texts(FILE.replace("1h", "2h")).get("view_velocity"))
        .isNotEqualTo(texts(FILE).get("view_velocity"));
    assertThat(texts(FILE.replace("mean", "p95")).get("view_velocity"))
        .isNotEqualTo(texts(FILE.replace("mean", "p99")).get("view_velocity"));
    assertThat(texts(FILE.replace("[0, 1000]", "[0, 2000]")).get("subscriber_tier"))
        .isNotEqualTo(texts(FILE).get("subscriber_tier"));
  }

  @Test
  void registeredVersionsTravelWithThePlan() throws Exception {
    FeaturePlan plan =
        FeaturePlan.parse(FILE, "features.yaml")
            .withVersions(Map.of("busy", 3, "signal_volume_1h", 2));
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(plan);
    }

    FeaturePlan arrived;
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      arrived = (FeaturePlan) in.readObject();
    }

    assertThat(arrived.rowColumns())
        .extracting(FeatureColumn::name, FeatureColumn::version)
        .contains(
            org.assertj.core.groups.Tuple.tuple("busy", 3),
            org.assertj.core.groups.Tuple.tuple("view_velocity", 1));
    assertThat(arrived.topicSchema().find("signal_volume_1h").orElseThrow().version()).isEqualTo(2);
  }
}
