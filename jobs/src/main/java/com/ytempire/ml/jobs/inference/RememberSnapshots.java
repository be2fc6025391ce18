package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.jobs.io.VideoVector;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives each vector the numbers of its video's snapshots before it, keyed by video; vectors of a
 * video come in event order. One that is not newer than the newest so far leaves the state alone
 * and gets what was before it, so that a repeated one is answered as it was the first time.
 *
 * <p>State is one value of bytes per video, named {@code recent}, in the form of {@link
 * RecentSnapshots}. It goes when its video is not seen for {@link #KEPT_FOR} by the machine's
 * clock: events that are played quickly never outlive it.
 */
@SuppressWarnings("NullAway.Init") // transient fields are made in open
final class RememberSnapshots extends KeyedProcessFunction<String, VideoVector, VideoVector> {
  private static final long serialVersionUID = 1L;

  /** Few videos return to the lists after a week away. */
  static final Duration KEPT_FOR = Duration.ofDays(30);

  private transient ValueState<byte[]> state;

  RememberSnapshots() {}

  @Override
  public void open(OpenContext context) {
    var descriptor =
        new ValueStateDescriptor<>("recent", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT_FOR).build());
    state = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(VideoVector vector, Context context, Collector<VideoVector> out)
      throws Exception {
    byte[] bytes = state.value();
    RecentSnapshots recent = bytes == null ? RecentSnapshots.NONE : RecentSnapshots.ofBytes(bytes);
    SnapshotRows earlier = recent.before(vector);
    out.collect(earlier.count() == 0 ? vector : vector.after(earlier.toBytes()));
    if (recent.isBefore(vector)) {
      state.update(recent.plus(vector).toBytes());
    }
  }
}
