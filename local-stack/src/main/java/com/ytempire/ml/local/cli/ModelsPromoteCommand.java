package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.rollout.ManualRollouts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Promotes a canary. */
@Command(
    name = "promote",
    description = "Makes a running canary the active version, whatever its evidence says.",
    mixinStandardHelpOptions = true,
    footer = {"", "The decision is kept as one by hand. Without a canary, use models activate."})
public final class ModelsPromoteCommand extends ManualRolloutCommand {
  /** The command as users get it. */
  public ModelsPromoteCommand() {
    this(System.getenv());
  }

  ModelsPromoteCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void decide(ManualRollouts rollouts, ModelRef ref, String by, @Nullable String reason) {
    rollouts.promote(ref, by, reason);
  }
}
