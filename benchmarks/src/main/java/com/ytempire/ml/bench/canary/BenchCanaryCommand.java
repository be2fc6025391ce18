package com.ytempire.ml.bench.canary;

import com.ytempire.ml.bench.canary.CanaryCase.Side;
import com.ytempire.ml.bench.canary.CanarySimulation.Result;
import com.ytempire.ml.core.evidence.CanaryRules;
import com.ytempire.ml.core.evidence.Verdict.Step;
import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.local.features.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates canaries: how many requests until a decision, and how often it is false. */
@Command(
    name = "canary",
    description = "Simulates canaries: requests until a decision, and how often it is false.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The rules are those of the environment (CANARY_*). The same seed, same figures."
    })
public final class BenchCanaryCommand implements Callable<Integer> {
  private static final Side USUAL = CanaryCase.USUAL;

  private static final List<CanaryCase> CASES =
      List.of(
          new CanaryCase("equal", Step.PROMOTE, USUAL, USUAL),
          new CanaryCase("wrong 5 % not 15 %", Step.PROMOTE, USUAL, USUAL.wrong(0.05)),
          new CanaryCase("wrong 25 % not 15 %", Step.ROLL_BACK, USUAL, USUAL.wrong(0.25)),
          new CanaryCase("wrong 50 % not 15 %", Step.ROLL_BACK, USUAL, USUAL.wrong(0.5)),
          new CanaryCase("wrong 5 % not 50 %", Step.PROMOTE, USUAL.wrong(0.5), USUAL.wrong(0.05)),
          // Above the 95th percentile of a log-normal latency are 21 % once every answer takes
          // twice
          // as long, where that percentile is 4 times the median; more where it is nearer.
          new CanaryCase("latency doubled", Step.ROLL_BACK, USUAL, USUAL.slow(0.21)),
          new CanaryCase("5 % errors", Step.ROLL_BACK, USUAL, USUAL.failing(0.05)),
          new CanaryCase("worse by a margin", Step.ROLL_BACK, USUAL, USUAL.wrong(0.17)));

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "200",
      description = "Canaries of each kind (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Requests of both sides after which one ends (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--look-every",
      paramLabel = "N",
      defaultValue = "50",
      description = "Requests between two looks (default: ${DEFAULT-VALUE}).")
  private int lookEvery;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      defaultValue = "10,50",
      split = ",",
      description = "Shares of the canary (default: ${DEFAULT-VALUE}).")
  private List<Integer> shares;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261123",
      description = "Of the random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchCanaryCommand() {}

  @Override
  public Integer call() {
    if (Math.min(runs, Math.min(requests, lookEvery)) < 1) {
      throw new ParameterException(
          spec.commandLine(), "--runs, --requests and --look-every are at least 1");
    }
    CanaryRules rules = Canaries.rules(PlatformSettings.from(System.getenv()).rollouts().canary());
    PrintWriter out = spec.commandLine().getOut();
    var table =
        new TextTable(
            "canary", "share", "wanted", "requests, half", "95 %", "rolled back", "promoted");
    for (int share : shares) {
      var simulation = new CanarySimulation(rules, share / 100.0, 1, lookEvery, requests);
      for (CanaryCase one : CASES) {
        Result result = simulation.run(one, runs, seed);
        table.row(
            one.name(),
            share + " %",
            one.wanted().name().toLowerCase(Locale.ROOT),
            text(result.within(0.5)),
            text(result.within(0.95)),
            part(result.rolledBack()),
            part(result.promoted()));
      }
    }
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%d runs each of at most %d requests, every answer judged, a look every %d requests; by the"
            + " rules at most %s of equal canaries are rolled back, and %s of worse ones promoted%n",
        runs,
        requests,
        lookEvery,
        rules.falseAlarm(),
        rules.falsePromotion());
    out.flush();
    return 0;
  }

  private static String text(int within) {
    return within < 0 ? "-" : Integer.toString(within);
  }

  private String part(int count) {
    return String.format(Locale.ROOT, "%.3f", (double) count / runs);
  }
}
