package com.ytempire.ml.inference.operator;

import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record: exactly one of the two. Async functions have no side outputs, so it goes
 * one operator further to be split.
 *
 * @param <I> record
 * @param <O> result
 */
public record Outcome<I, O>(@Nullable O result, @Nullable FailedInference<I> failure) {

  static <I, O> TypeInformation<Outcome<I, O>> type(
      TypeInformation<I> record, TypeInformation<O> result) {
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    Class<Outcome<I, O>> outcome = (Class<Outcome<I, O>>) (Class<?>) Outcome.class;
    return Types.POJO(outcome, Map.of("result", result, "failure", FailedInference.type(record)));
  }
}
