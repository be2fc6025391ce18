package com.ytempire.ml.jobs.training;

import com.ytempire.ml.training.dataset.GroupExamples;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.SetRow;
import com.ytempire.ml.training.dataset.StoreRow;
import com.ytempire.ml.training.example.EntityTime;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what there is of a group and makes its examples once that is all: in batch mode one group
 * comes after the other. Memory holds one group.
 */
final class JoinGroup extends KeyedProcessFunction<String, GroupPart, SetRow> {
  private static final long serialVersionUID = 1L;

  private final SetPlan plan;
  private final LongCounter snapshots = new LongCounter();
  private final LongCounter times = new LongCounter();
  private transient @Nullable GroupExamples examples;
  private transient @Nullable ListState<StoreRow> rows;
  private transient @Nullable ListState<EntityTime> asked;

  JoinGroup(SetPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    examples = new GroupExamples(plan);
    rows =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("rows", TypeInformation.of(StoreRow.class)));
    asked =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("asked", TypeInformation.of(EntityTime.class)));
    getRuntimeContext().addAccumulator(TrainingSetJob.SNAPSHOTS, snapshots);
    getRuntimeContext().addAccumulator(TrainingSetJob.TIMES, times);
  }

  @Override
  public void processElement(GroupPart part, Context context, Collector<SetRow> out)
      throws Exception {
    if (part.row() != null) {
      open(rows).add(part.row());
    }
    if (part.asked() != null) {
      open(asked).add(part.asked());
    }
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SetRow> out) throws Exception {
    GroupExamples maker = open(examples);
    long snapshotsBefore = maker.snapshots();
    long timesBefore = maker.times();
    for (SetRow row : maker.of(open(rows).get(), open(asked).get())) {
      out.collect(row);
    }
    snapshots.add(maker.snapshots() - snapshotsBefore);
    times.add(maker.times() - timesBefore);
    open(rows).clear();
    open(asked).clear();
  }

  private static <T> T open(@Nullable T opened) {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }
}
