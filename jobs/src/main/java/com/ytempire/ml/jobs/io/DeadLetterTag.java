package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side output of records that could not be read. */
public final class DeadLetterTag {
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private DeadLetterTag() {}
}
