package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands {@code drift profile} and {@code drift check} on files of events. */
class DriftCheckCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC);
  private static final String US = "youtube/events_us_daily_2017-11_2018-01.jsonl.gz";
  private static final String OTHERS = "youtube/events_1h_2021-01-29_2021-02-02.jsonl.gz";
  private static final List<String> FEATURES = List.of("views", "delta_views", "video_age_hours");

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anotherCountrysHoursHaveDriftedFromTheDaysOfTheUnitedStatesAndTheColumnsAreNamed()
      throws IOException {
    Path us = SharedData.require(US);
    Path others = SharedData.require(OTHERS);
    Path profile = folder.resolve("us.json");
    Path verdicts = folder.resolve("verdicts.jsonl");

    assertThat(profile(us, profile)).isZero();
    assertThat(out.toString()).contains("rows of", "videos", "in 3 columns");
    Path page = folder.resolve("report.html");
    int exit = check(others, profile, "--out", verdicts.toString(), "--report", page.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("with drift", "delta_views", "log_growth");
    assertThat(Files.readString(page))
        .contains("delta_views", "log_growth", "chart")
        .doesNotContain("src=\"http");
    List<DriftEvent> events = new ArrayList<>();
    for (String line : Files.readAllLines(verdicts)) {
      events.add(DriftEventJson.read(line.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(events)
        .filteredOn(event -> event.verdict() == DriftVerdict.DRIFT)
        .extracting(event -> event.kind() + " " + event.feature())
        .contains("FEATURE delta_views", "TARGET log_growth");
    assertThat(events)
        .filteredOn(event -> event.kind() == ColumnKind.FEATURE)
        .extracting(DriftEvent::feature)
        .containsOnlyElementsOf(FEATURES);
  }

  @Test
  void aPeriodHasNotDriftedFromItself() throws IOException {
    Path others = SharedData.require(OTHERS);
    Path profile = folder.resolve("same.json");
    assertThat(profile(others, profile, "--from", "2021-01-31", "--to", "2021-02-01")).isZero();

    assertThat(check(others, profile, "--from", "2021-01-31", "--to", "2021-02-01")).isZero();

    assertThat(out.toString()).contains(" 0 with drift");
  }

  @Test
  void whatIsNoReferenceIsRefusedWithWhatIsWrong() throws IOException {
    Path old = Files.writeString(folder.resolve("old.json"), "{\"rows\": 1, \"inputs\": {}}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"rows\": \"many\"}");

    assertThat(check(folder.resolve("none.jsonl"), old)).isEqualTo(1);
    assertThat(err.toString()).contains("train the version again");
    assertThat(check(folder.resolve("none.jsonl"), broken)).isEqualTo(1);
    assertThat(err.toString()).contains("broken.json: line 1: /rows: it is 'many'");
    assertThat(check(folder.resolve("none.jsonl"), folder.resolve("nothing"))).isEqualTo(2);
    assertThat(err.toString()).contains("no such file, and no version");
  }

  @Test
  void aColumnThatNothingReadsIsRefusedWithItsLine() throws IOException {
    Path others = SharedData.require(OTHERS);
    Path profile = folder.resolve("one.json");
    assertThat(profile(others, profile, "--from", "2021-01-31", "--to", "2021-02-01")).isZero();
    Path config =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            drift:
              features:
                delta_views: {threshold: 0.2}
                like_share: {threshold: 0.2}
                delta_vews: {threshold: 0.2}
            """);
    List<String> args =
        arguments(others, "--reference", profile.toString(), "--config", config.toString());

    assertThat(run(new DriftCheckCommand(Map.of(), CLOCK), args)).isNotZero();

    assertThat(err.toString())
        .contains("delta_vews", "5")
        .doesNotContain("like_share", "3:")
        .contains("delta_views");
  }

  private int profile(Path source, Path file, String... more) throws IOException {
    List<String> args = arguments(source, "--out", file.toString());
    args.addAll(List.of(more));
    return run(new DriftProfileCommand(Map.of(), CLOCK), args);
  }

  private int check(Path source, Path profile, String... more) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("drift.yaml"),
            "drift: {windows: {sliding: 2d}, defaults: {min_samples: 50}}");
    List<String> args =
        arguments(source, "--reference", profile.toString(), "--config", config.toString());
    args.addAll(List.of(more));
    return run(new DriftCheckCommand(Map.of(), CLOCK), args);
  }

  private List<String> arguments(Path source, String... more) throws IOException {
    Path definitions = folder.resolve("features.yaml");
    Files.writeString(
        definitions, "features: {engagement: [{name: like_share, formula: likes / views}]}");
    List<String> args =
        new ArrayList<>(
            List.of(
                "--data",
                folder.resolve("data").toString(),
                "--definitions",
                definitions.toString(),
                "--known-time",
                "event-time",
                "--features",
                String.join(",", FEATURES),
                "--source",
                source.toString()));
    args.addAll(List.of(more));
    return args;
  }

  private int run(Object made, List<String> arguments) {
    var command = new CommandLine(YtempireCli.commandLine().getCommandSpec());
    command.addSubcommand("made", made);
    List<String> all = new ArrayList<>(List.of("made"));
    all.addAll(arguments);
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(YtempireCli.commandLine().getExecutionExceptionHandler())
        .setParameterExceptionHandler(YtempireCli.commandLine().getParameterExceptionHandler())
        .execute(all.toArray(String[]::new));
  }
}
