package com.ytempire.ml.local.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import com.ytempire.ml.core.store.memory.InMemoryFeatureRegistry;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeatureCatalogTest {
  private static final String FIRST =
      """
      features:
        temporal:
          - name: hour_of_day
            type: cyclical
            range: [0, 23]
        engagement:
          - name: rate
            formula: likes / views
        signals:
          windows: [1h]
      """;
  private static final String EDITED = FIRST.replace("likes / views", "comments / views");

  private final InMemoryFeatureRegistry registry =
      new InMemoryFeatureRegistry(
          Clock.fixed(Instant.parse("2025-01-10T10:00:00Z"), ZoneOffset.UTC));

  private static FeaturePlan plan(String yaml) {
    return FeaturePlan.parse(yaml, "features.yaml");
  }

  private FeatureCatalog catalog(String yaml) {
    return FeatureCatalog.of(plan(yaml), registry.all());
  }

  @Test
  void takesTheVersionUnderWhichADefinitionWasRegistered() {
    registry.register(plan(FIRST).registrations());
    registry.register(plan(EDITED).registrations());

    assertThat(catalog(FIRST).columns("video", List.of("rate")))
        .extracting(FeatureColumn::version)
        .containsExactly(1);
    assertThat(catalog(EDITED).columns("video", List.of("rate")))
        .extracting(FeatureColumn::version)
        .containsExactly(2);
  }

  @Test
  void givesADefinitionThatNeverRanTheNextVersionSoThatNoOlderValueIsShownForIt() {
    registry.register(plan(FIRST).registrations());

    FeatureCatalog edited = catalog(EDITED);

    assertThat(edited.isNew("rate")).isTrue();
    assertThat(edited.isNew("hour_of_day")).isFalse();
    assertThat(edited.columns("video", List.of("rate")))
        .extracting(FeatureColumn::version)
        .containsExactly(2);
  }

  @Test
  void expandsAFeatureToItsColumnsAndTakesColumnsByName() {
    FeatureCatalog catalog = FeatureCatalog.unregistered(plan(FIRST));

    assertThat(names(catalog.columns("video", List.of("hour_of_day", "rate", "rate"))))
        .containsExactly("hour_of_day_sin", "hour_of_day_cos", "rate");
    assertThat(names(catalog.columns("video", List.of("hour_of_day_cos"))))
        .containsExactly("hour_of_day_cos");
    assertThat(names(catalog.columns("topic", List.of()))).hasSize(4);
  }

  private static List<String> names(List<FeatureColumn> columns) {
    return columns.stream().map(FeatureColumn::name).toList();
  }

  @Test
  void suggestsWhatAMistypedNameMayHaveMeant() {
    FeatureCatalog catalog = FeatureCatalog.unregistered(plan(FIRST));

    assertThatThrownBy(() -> catalog.columns("video", List.of("hour_of_dya")))
        .isInstanceOf(UnknownFeatureException.class)
        .hasMessageContaining("did you mean 'hour_of_day'?");
    assertThatThrownBy(() -> catalog.columns("vidoe", List.of()))
        .isInstanceOf(UnknownFeatureException.class)
        .hasMessageContaining("allowed: video, channel, topic; did you mean 'video'?");
    assertThatThrownBy(() -> catalog.columns("topic", List.of("rate")))
        .isInstanceOf(UnknownFeatureException.class)
        .hasMessage("'rate' is a feature of entity type video, not of topic");
  }

  @Test
  void listsCurrentNewAndFormerDefinitions() {
    registry.register(plan(FIRST).registrations());
    List<Registered> known = registry.all();

    ListFeatures list = ListFeatures.of(FeatureCatalog.of(plan(EDITED), known), known);

    assertThat(list.lines().stream().filter(line -> line.name().equals("rate")).toList())
        .extracting(ListFeatures.Line::version, ListFeatures.Line::state, ListFeatures.Line::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, ListFeatures.State.FORMER, "(likes / views)"),
            org.assertj.core.groups.Tuple.tuple(2, ListFeatures.State.NEW, "(comments / views)"));
    assertThat(printed(list).lines().map(String::strip).collect(Collectors.toList()))
        .anyMatch(
            line ->
                line.matches("hour_of_day +1 +current +temporal +video +number +.*cyclical .*"));
  }

  private static String printed(ListFeatures list) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    list.print(out);
    out.flush();
    return text.toString();
  }
}
