package com.ytempire.ml.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.features.expression.Function;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/features.md shows is accepted, and nothing of the language is missing there. */
class DocumentedExamplesTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static String text;

  @BeforeAll
  static void readPage() throws IOException {
    text = Files.readString(Path.of("..", "docs", "features.md"));
  }

  @Test
  void everyExampleIsAFeatureFile() {
    List<String> examples =
        YAML.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(examples).hasSizeGreaterThan(4);
    assertThat(examples)
        .allSatisfy(
            example ->
                assertThat(FeaturePlan.parse(example, "docs/features.md").registrations())
                    .isNotEmpty());
  }

  @Test
  void namesEveryInputFunctionAndAggregation() {
    assertThat(text)
        .contains(Input.words().stream().filter(w -> !w.startsWith("publish_")).toList());
    assertThat(text).contains(Arrays.stream(Function.values()).map(f -> f.word() + "(").toList());
    assertThat(text)
        .contains(
            Arrays.stream(Aggregation.Kind.values())
                .map(kind -> "`" + kind.name().toLowerCase(Locale.ROOT) + "`")
                .toList());
  }
}
