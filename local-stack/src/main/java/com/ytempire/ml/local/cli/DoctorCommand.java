package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.doctor.Doctor;
import com.ytempire.ml.local.doctor.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is missing on this machine. */
@Command(
    name = "doctor",
    description = "Looks at this machine and says what is missing; changes nothing.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 1 when something fails, 0 when there are only warnings."})
public final class DoctorCommand implements Subcommand {

  private final Map<String, String> environment;

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public DoctorCommand() {
    this(System.getenv());
  }

  /**
   * The command for another environment.
   *
   * @param environment variables that name ports, servers and folders
   */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DoctorCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    List<Finding> findings = new Doctor(environment, data.folder()).examine();
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-5s %-17s %s%n",
          finding.verdict().name().toLowerCase(Locale.ROOT),
          finding.subject(),
          finding.observed());
      if (!finding.advice().isEmpty()) {
        out.printf(Locale.ROOT, "%-5s %-17s → %s%n", "", "", finding.advice());
      }
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL) ? 1 : 0;
  }
}
