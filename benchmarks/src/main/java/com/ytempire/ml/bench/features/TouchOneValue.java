package com.ytempire.ml.bench.features;

import com.ytempire.ml.features.operator.EnrichedVideo;
import java.util.Arrays;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads the key's value, changes one byte of it, writes it back, and hands the event on. A new
 * array is written, because on heap state the array that was read is the state itself.
 */
final class TouchOneValue extends KeyedProcessFunction<String, EnrichedVideo, EnrichedVideo> {
  private static final long serialVersionUID = 1L;

  /** So much of a video's state is hashes of event ids, which do not compress. */
  private static final int HASHED_BYTES = 128;

  private final int stateBytes;

  private transient ValueState<byte[]> state;

  /**
   * @param stateBytes size of the value in bytes, at least 1
   */
  @SuppressWarnings("NullAway.Init") // the state is made in open
  TouchOneValue(int stateBytes) {
    this.stateBytes = stateBytes;
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "value", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(EnrichedVideo video, Context context, Collector<EnrichedVideo> out)
      throws Exception {
    byte[] last = state.value();
    byte[] next = last == null ? first(context.getCurrentKey()) : last.clone();
    next[0]++;
    state.update(next);
    out.collect(video);
  }

  /** A value that compresses about as well as a video's state. */
  private byte[] first(String key) {
    byte[] hashes = new byte[Math.min(HASHED_BYTES, stateBytes)];
    new Random(key.hashCode()).nextBytes(hashes);
    return Arrays.copyOf(hashes, stateBytes);
  }
}
