package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.FeatureWrite;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Side outputs of the feature operators. */
public final class FeatureTags {
  /** Snapshots that came after their series had moved past them. */
  public static final OutputTag<VideoEvent> LATE_VIDEOS =
      new OutputTag<>("late-videos", TypeInformation.of(VideoEvent.class));

  /** Signals that came after their series had moved past them. */
  public static final OutputTag<TrendSignal> LATE_SIGNALS =
      new OutputTag<>("late-signals", TypeInformation.of(TrendSignal.class));

  /** Values of tumbling and hopping windows, one per window that closed. */
  public static final OutputTag<FeatureWrite> CLOSED_WINDOWS =
      new OutputTag<>("closed-windows", TypeInformation.of(FeatureWrite.class));

  private FeatureTags() {}
}
