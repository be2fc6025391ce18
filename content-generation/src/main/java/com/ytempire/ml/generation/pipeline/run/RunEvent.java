package com.ytempire.ml.generation.pipeline.run;

import java.time.Instant;

/**
 * Something that happened in a run.
 *
 * @param at when
 * @param stage of which stage; empty where it is of the run as a whole
 * @param what for people
 */
public record RunEvent(Instant at, String stage, String what) {}
