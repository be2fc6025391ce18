package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.local.models.ShowModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes one version. */
@Command(
    name = "publish",
    description = "Publishes the version in a folder.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The folder holds manifest.json and the files that it names; digests are worked out. A version that is published never changes: equal content is taken again, other content is refused."
    })
public final class ModelsPublishCommand implements Callable<Integer> {
  /** Who the registry says has published a version. */
  static final String BY = "ytempire models";

  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the version.")
  private Path folder;

  @Option(names = "--activate", description = "Let it take its model's traffic at once.")
  private boolean activate;

  /** The command as users get it. */
  public ModelsPublishCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsPublishCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.run(
        environment,
        (stores, out) -> {
          ModelPublisher publisher = stores.publisher();
          ModelVersion version = publisher.publish(folder, BY);
          report(activate ? publisher.activate(version.ref(), BY) : version, options, out);
        });
  }

  /** Says what a version is now. */
  static void report(ModelVersion version, ModelOptions options, PrintWriter out) {
    if (options.json()) {
      ShowModel.printJson(out, version);
    } else {
      out.printf(
          "%s %s is %s, at %s%n",
          version.ref().name(), version.ref().version(), version.status().word(), version.path());
    }
  }
}
