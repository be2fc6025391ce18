package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.testing.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftComputeCommandTest {
  private static final String TITLES = "id,alternative,statistic,p_exact,p_asymp,p_limit";

  @TempDir Path folder;
  private Path result;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void nameResult() {
    result = folder.resolve("figures.csv");
  }

  @Test
  void writesARowForEachCaseAndAlternative() throws IOException {
    int exit =
        execute(
            write(
                """
                {"made": {"by": ["hand"]}, "cases": [
                  {"id": "two, three", "note": [1, {"x": 2}], "y": [1, 2.5, 3], "x": [0, 2]},
                  {"id": 7, "x": [1], "y": [2]}
                ]}
                """));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    List<String> lines = Files.readAllLines(result);
    assertThat(lines.get(0)).isEqualTo(TITLES);
    // scipy.stats.ks_2samp([0, 2], [1, 2.5, 3])
    assertThat(lines.get(1)).startsWith("\"two, three\",two-sided,0.6666666666666666,0.6");
    assertThat(lines.get(2)).isEqualTo("\"two, three\",less,0.0,1.0,1.0,1.0");
    // One value against one has no asymptotic probability.
    assertThat(lines.get(4)).startsWith("7,two-sided,1.0,1.0,,");
    assertThat(lines).hasSize(7);
    assertThat(out.toString()).contains("2 cases compared, 0 wrong");
  }

  @Test
  void wrongCasesAreNamedAndTheOthersGoOn() throws IOException {
    int exit =
        execute(
            write(
                """
                {"cases": [
                  {"id": "text", "x": [1, "2"], "y": [2]},
                  {"id": "nan", "x": [1], "y": [2, NaN]},
                  {"id": "huge", "x": [1e999], "y": [2]},
                  {"id": "empty", "x": [], "y": [2]},
                  {"id": "null", "x": [1, null], "y": [2]},
                  {"id": "one", "x": 1, "y": [2]},
                  {"id": "half", "x": [1]},
                  {"x": [1], "y": [2]},
                  {"id": "twice", "x": [1], "y": [2], "x": [3]},
                  {"id": null, "x": [1], "y": [2]},
                  [3],
                  {"id": "good", "x": [1], "y": [2]},
                  {"id": "good", "x": [1], "y": [2]}
                ]}
                """));

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "error: case 'text' (number 1, line 2): x[1] is a text; expected a finite number",
            "error: case 'nan' (number 2, line 3): y[1] is NaN; expected a finite number",
            "error: case 'huge' (number 3, line 4): x[0] is Infinity; expected a finite number",
            "error: case 'empty' (number 4, line 5): x: no values; at least one is needed",
            "error: case 'null' (number 5, line 6): x[1] is null; expected a finite number",
            "error: case 'one' (number 6, line 7): x is a number; expected a list of numbers",
            "error: case 'half' (number 7, line 8): y is missing",
            "error: case without id (number 8, line 9): id is missing",
            "error: case 'twice' (number 9, line 10): x occurs twice",
            "error: case without id (number 10, line 11): id is null; expected a text",
            "error: case without id (number 11, line 12): is a list; expected an object with id, x"
                + " and y",
            "error: case 'good' (number 13, line 14): id occurs a second time");
    assertThat(Files.readAllLines(result)).hasSize(4);
    assertThat(out.toString()).contains("1 cases compared, 12 wrong");
  }

  @Test
  void fileThatBreaksOffKeepsWhatWasComparedAndSaysWhere() throws IOException {
    int exit =
        execute(
            write(
                """
                {"cases": [
                  {"id": "a", "x": [1], "y": [2]},
                  {"id": "b", "x": [1,
                """));

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("after 1 cases: Unexpected end-of-input", "line: 4");
    assertThat(Files.readAllLines(result)).hasSize(4);
  }

  @Test
  void fileWithoutCasesIsRefused() throws IOException {
    assertThat(execute(write("{\"case\": []}"))).isEqualTo(1);
    assertThat(err.toString()).contains("expected an object with a list 'cases'");
  }

  @Test
  void usageIsChecked() throws IOException {
    Path cases = write("{\"cases\": []}");

    assertThat(run("drift", "compute", "--cases", folder.resolve("none").toString(), "--out", "x"))
        .isEqualTo(2);
    assertThat(run("drift", "compute", "--cases", cases.toString(), "--out", cases.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no such file", "is the file of the cases; name another");
    String nowhere = folder.resolve("no/such.csv").toString();
    assertThat(run("drift", "compute", "--cases", cases.toString(), "--out", nowhere)).isEqualTo(2);
    assertThat(err.toString()).contains("its folder does not exist");
    assertThat(run("drift")).isEqualTo(2);
  }

  @Test
  void helpShowsAnExample() {
    assertThat(run("drift", "compute", "--help")).isZero();
    assertThat(out.toString())
        .contains("Example: ytempire drift compute --cases cases.json.gz --out figures.csv");
  }

  @Test
  void goldenFileIsMetThroughTheCommand() throws IOException {
    Path golden = SharedData.require("golden/ks_2samp_computed.json.gz");

    assertThat(execute(golden)).isZero();

    Map<String, String[]> rows = new HashMap<>();
    Files.readAllLines(result).stream()
        .map(line -> line.split(",", -1))
        .forEach(row -> rows.put(row[0] + " " + row[1], row));
    JsonNode cases;
    try (var in = new GZIPInputStream(Files.newInputStream(golden))) {
      cases = new ObjectMapper().readTree(in).get("cases");
    }
    assertThat(rows).hasSize(1 + 3 * cases.size());
    for (JsonNode node : cases) {
      for (Map.Entry<String, JsonNode> expected : node.get("results").properties()) {
        String[] row = rows.get(node.get("id").asText() + " " + expected.getKey());
        compare(row[2], expected.getValue().get("statistic"));
        if (!expected.getValue().get("exact_unsuccessful").asBoolean()) {
          compare(row[3], expected.getValue().get("p_exact"));
        }
        compare(row[4], expected.getValue().get("p_asymp"));
        JsonNode limit =
            expected.getKey().equals("two-sided")
                ? expected.getValue().get("p_kolmogorov_limit")
                : expected.getValue().get("p_onesided_limit");
        compare(row[5], limit);
      }
    }
  }

  private static void compare(String actual, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(actual).isEmpty();
    } else {
      double figure = expected.asDouble();
      assertThat(Double.parseDouble(actual)).isCloseTo(figure, within(1e-14 + 1e-9 * figure));
    }
  }

  private Path write(String json) throws IOException {
    Path file = folder.resolve("cases.json.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private int execute(Path cases) {
    return run("drift", "compute", "--cases", cases.toString(), "--out", result.toString());
  }

  private int run(String... args) {
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
