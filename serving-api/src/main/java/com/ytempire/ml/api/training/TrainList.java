package com.ytempire.ml.api.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trainings, newest first.
 *
 * @param jobs one page of them
 * @param next what {@code after} has to be for the next page; null on the last one
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record TrainList(List<TrainStatus> jobs, @Nullable String next) {
  TrainList {
    jobs = List.copyOf(jobs);
  }
}
