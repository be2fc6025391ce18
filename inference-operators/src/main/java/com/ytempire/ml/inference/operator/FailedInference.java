package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.batching.InferenceException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A record that got no result.
 *
 * @param record the record
 * @param model the model that did not answer
 * @param version its version that was asked last
 * @param reason why; {@code DEADLINE_EXCEEDED} when its time ran out
 * @param message what happened, in words
 * @param attempts tries that were made
 * @param <I> record
 */
public record FailedInference<I>(
    I record,
    String model,
    String version,
    InferenceException.Reason reason,
    String message,
    int attempts) {

  boolean isTimeout() {
    return reason == InferenceException.Reason.DEADLINE_EXCEEDED;
  }

  /** How it travels. */
  public static <I> TypeInformation<FailedInference<I>> type(TypeInformation<I> record) {
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    Class<FailedInference<I>> failed = (Class<FailedInference<I>>) (Class<?>) FailedInference.class;
    return Types.POJO(
        failed,
        Map.of(
            "record", record,
            "model", Types.STRING,
            "version", Types.STRING,
            "reason", Types.ENUM(InferenceException.Reason.class),
            "message", Types.STRING,
            "attempts", Types.INT));
  }
}
