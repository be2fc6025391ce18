package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What users see of the command line without starting anything. */
class YtempireCliTest {

  private final CommandLine cli = YtempireCli.commandLine();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return cli.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void findsTheSubcommandsOfThisModule() {
    assertThat(cli.getSubcommands().keySet())
        .containsAll(Set.of("up", "doctor", "env", "features", "version"));
  }

  @Test
  void everySubcommandHasAHelpThatDescribesIt() {
    for (CommandLine command : cli.getSubcommands().values()) {
      String[] description = command.getCommandSpec().usageMessage().description();
      assertThat(description).as(command.getCommandName()).isNotEmpty();

      assertThat(execute(command.getCommandName(), "--help")).isZero();

      assertThat(out.toString()).contains("ytempire " + command.getCommandName());
    }
  }

  @Test
  void listsTheCommandsInItsOwnHelp() {
    assertThat(execute("--help")).isZero();

    assertThat(out.toString()).contains("Usage: ytempire", "up ", "doctor ", "version ");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(execute("docter")).isEqualTo(2);

    assertThat(err.toString()).contains("docter").contains("Did you mean").contains("doctor");
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertThat(execute("up", "--inptu", "x")).isEqualTo(2);

    assertThat(err.toString()).contains("--inptu").contains("--input");
  }

  @Test
  void asksForACommandWhenNoneIsGiven() {
    assertThat(execute()).isEqualTo(2);

    assertThat(err.toString()).contains("no command is given").contains("ytempire --help");
  }

  @Test
  void printsTheVersionsItRunsOn() {
    assertThat(execute("version")).isZero();

    assertThat(out.toString()).contains("ytempire ", "flink    2.3", "kafka    4.2", "java     17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "0", "-1", "x", "NaN", "Infinity"})
  void refusesASpeedThatIsNone(String speed) {
    assertThat(execute("up", "--speed", speed)).isEqualTo(2);

    assertThat(err.toString()).contains("'" + speed + "' is not a speed");
  }

  @Test
  void refusesAnInputThatIsNotThere() {
    assertThat(execute("up", "--input", "no/such/file.jsonl")).isEqualTo(2);

    assertThat(err.toString()).contains("--input no/such/file.jsonl: no such file");
  }

  @Test
  void refusesToWaitForTheEndOfAStreamThatHasNone() {
    assertThat(execute("up", "--until-done")).isEqualTo(2);

    assertThat(err.toString()).contains("--until-done needs --input");
  }

  @Test
  void refusesToChangeTheWaysOfARecordedInput(@TempDir Path folder) throws IOException {
    Path input = Files.writeString(folder.resolve("events.jsonl"), "");

    assertThat(execute("up", "--input", input.toString(), "--change-after", "2h")).isEqualTo(2);
    assertThat(err.toString()).contains("--change-after is of the synthetic stream");
    assertThat(execute("up", "--change-after", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("'soon' is no duration");
  }

  @Test
  void refusesADriftFileWithAMistakeBeforeAnythingIsStarted(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("drift.yaml"), "drift: {windws: {}}");

    assertThat(
            execute("up", "--data", folder.resolve("data").toString(), "--drift", file.toString()))
        .isNotZero();
    assertThat(err.toString()).contains("drift.yaml:1:9: windws: ", "did you mean 'windows'?");
    assertThat(folder.resolve("data")).doesNotExist();
    Files.writeString(file, "drift:\n  features:\n    vews: {threshold: 0.2}");
    assertThat(execute("up", "--drift", file.toString())).isNotZero();
    assertThat(err.toString()).contains("vews: is no column that a model reads or tells");
  }

  @Test
  void refusesAReportInAFolderThatIsNotThere(@TempDir Path folder) throws IOException {
    Path input = Files.writeString(folder.resolve("events.jsonl"), "");

    int code =
        execute("up", "--input", input.toString(), "--report", folder + "/missing/report.json");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("/missing/report.json: its folder does not exist");
  }

  @Test
  void saysHowToStartAStackWhenNoneRuns(@TempDir Path folder) {
    assertThat(execute("env", "--data", folder.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("no stack runs on " + folder).contains("ytempire up");
  }
}
