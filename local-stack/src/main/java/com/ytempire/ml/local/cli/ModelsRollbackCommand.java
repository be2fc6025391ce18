package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.rollout.ManualRollouts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Takes a version back. */
@Command(
    name = "rollback",
    description = "Ends a canary, or takes an active version back in favour of the one before it.",
    mixinStandardHelpOptions = true,
    footer = {"", "The decision is kept as one by hand."})
public final class ModelsRollbackCommand extends ManualRolloutCommand {
  /** The command as users get it. */
  public ModelsRollbackCommand() {
    this(System.getenv());
  }

  ModelsRollbackCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void decide(ManualRollouts rollouts, ModelRef ref, String by, @Nullable String reason) {
    rollouts.rollBack(ref, by, reason);
  }
}
