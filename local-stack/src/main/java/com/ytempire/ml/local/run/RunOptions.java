package com.ytempire.ml.local.run;

import com.ytempire.ml.local.input.InputSource;
import com.ytempire.ml.local.input.PlayOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to run.
 *
 * @param features the feature file
 * @param input what to play
 * @param play how to play it
 * @param untilDone whether to stop once the input has been worked off
 * @param report where the JSON summary goes at the end
 * @param inference whether vectors are scored as well
 * @param parallelism subtasks of each operator
 */
public record RunOptions(
    Path features,
    InputSource input,
    PlayOptions play,
    boolean untilDone,
    Optional<Path> report,
    boolean inference,
    int parallelism) {}
