package com.ytempire.ml.inference.operator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask made of a {@link ModelUpdate}.
 *
 * @param model name of the model
 * @param from version that answered before
 * @param to version that was asked for
 * @param accepted whether it answers from now on; if not, {@code from} goes on
 * @param reason why it was refused, or null
 * @param at when, by the task's clock
 * @param subtask number of the subtask, from 0; each switches for itself
 */
public record ModelSwitchReport(
    String model,
    String from,
    String to,
    boolean accepted,
    @Nullable String reason,
    Instant at,
    int subtask) {}
