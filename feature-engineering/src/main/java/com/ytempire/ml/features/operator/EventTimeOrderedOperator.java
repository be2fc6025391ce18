package com.ytempire.ml.features.operator;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gives the events of each key to a subclass in (event time, event id, arrival) order, with the
 * key's state as one byte array that is read once and written once per event.
 *
 * <p>In streaming mode events wait on the heap until the watermark has passed them, so the order
 * does not depend on how partitions and tasks interleave; what waits is part of the checkpoint, by
 * key group, and therefore survives failures and rescaling. An event whose producer vouches for its
 * order does not wait; it goes right behind what waits of its key. An event that comes when its key
 * has already moved past it is the subclass's to judge. In batch mode Flink delivers each key's
 * events sorted by time; only ties are put in order here, and because Flink's batch backend forgets
 * a key as soon as the next one begins, the one live state is held in a field.
 *
 * <p>Results therefore are the same in both modes, for any parallelism. Memory: the events between
 * the watermark and the newest arrival. Confined to the task thread.
 *
 * @param <I> event type
 * @param <O> result type
 */
abstract class EventTimeOrderedOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, BoundedOneInput, Triggerable<String, VoidNamespace> {

  /** Name of the keyed state: a storage format, never to be changed. */
  private static final String STATE_NAME = "series";

  private final TypeSerializer<I> eventSerializer;

  private transient EventTimeQueue<Waiting<I>> waiting;
  private transient ValueState<byte[]> keyedState;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient KeySelector<I, String> keys;
  private transient CheckpointedCounters counters;
  private transient boolean sortedInput;
  private transient long watermark;

  /** The key and state of the key group that batch mode is in; unused in streaming mode. */
  private transient @Nullable String batchKey;

  private transient byte @Nullable [] batchState;

  /** An event and the key under which it waits. */
  private record Waiting<I>(String key, long millis, I event) {}

  @SuppressWarnings("NullAway.Init") // transient fields are made in initializeState and open
  EventTimeOrderedOperator(TypeSerializer<I> eventSerializer) {
    this.eventSerializer = eventSerializer;
  }

  /** Event time in epoch milliseconds. */
  abstract long millisOf(I event);

  /**
   * Whether nothing earlier of the event's key is still to come, so that it is taken as soon as it
   * has arrived, after those of its key that wait with an earlier time.
   */
  boolean isInOrder(I event) {
    return false;
  }

  /** Orders events of one instant; must be total for events that differ. */
  abstract Comparator<I> orderWithinInstant();

  /**
   * Takes the key's next event.
   *
   * @param state the key's state, or null for a new key
   * @param behindWatermark whether event time had already passed this event when it arrived
   * @return the state to keep, or null to leave it as it was
   */
  abstract byte @Nullable [] advance(byte @Nullable [] state, I event, boolean behindWatermark)
      throws Exception;

  /**
   * Called for a key at the time it asked for by {@link #nextWake}, and in batch mode once at the
   * key's end.
   *
   * @param key the key, which in batch mode is no longer Flink's current one
   * @return the state to keep, or null to leave it as it was
   */
  byte @Nullable [] wake(String key, byte[] state, long millis) throws Exception {
    return null;
  }

  /** When a key with this state wants {@link #wake}, in epoch milliseconds, or Long.MAX_VALUE. */
  long nextWake(byte[] state) {
    return Long.MAX_VALUE;
  }

  /** Names of what the subclass counts; read once, when the operator is set up. */
  List<String> counterNames() {
    return List.of();
  }

  /** One of {@link #counterNames}; exact over failures. */
  final CheckpointedCounters.Cell counter(String name) {
    return counters.get(name);
  }

  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    sortedInput =
        getContainingTask().getJobConfiguration().get(ExecutionOptions.RUNTIME_MODE)
            == RuntimeExecutionMode.BATCH;
    keys = getOperatorConfig().getStatePartitioner(0, getUserCodeClassloader());
    Comparator<I> withinInstant = orderWithinInstant();
    waiting =
        new EventTimeQueue<>(
            Waiting::millis,
            (a, b) -> {
              int byTime = Long.compare(a.millis, b.millis);
              return byTime != 0 ? byTime : withinInstant.compare(a.event, b.event);
            });
    watermark = Long.MIN_VALUE;
    counters = new CheckpointedCounters(counterNames());
    counters.restore(context.getOperatorStateStore());
    keyedState =
        context
            .getKeyedStateStore()
            .getState(
                new ValueStateDescriptor<>(
                    STATE_NAME, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    if (context.isRestored()) {
      for (KeyGroupStatePartitionStreamProvider saved : context.getRawKeyedStateInputs()) {
        restoreWaiting(saved.getStream());
      }
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("wake", VoidNamespaceSerializer.INSTANCE, this);
    getMetricGroup().gauge("eventsWaitingForWatermark", waiting::size);
    counters.publish(getRuntimeContext());
  }

  /**
   * Does nothing: an event's key is set when its turn has come, and state is not touched before.
   * Setting it on arrival too would serialize it twice.
   */
  @Override
  @SuppressWarnings("rawtypes") // as in the overridden method
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    I event = element.getValue();
    String key = Objects.requireNonNull(keys.getKey(event));
    long millis = millisOf(event);
    if (sortedInput) {
      processSorted(new Waiting<>(key, millis, event));
    } else if (millis <= watermark) {
      advanceKeyed(key, event, true);
    } else if (isInOrder(event)) {
      advanceThrough(new Waiting<>(key, millis, event));
    } else {
      waiting.add(new Waiting<>(key, millis, event));
    }
  }

  /** Takes what waits of the key up to an event, then the event itself. */
  private void advanceThrough(Waiting<I> arrived) throws Exception {
    for (Waiting<I> earlier : waiting.removeUpTo(arrived, w -> w.key.equals(arrived.key))) {
      advanceKeyed(earlier.key, earlier.event, false);
    }
    advanceKeyed(arrived.key, arrived.event, false);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (sortedInput) {
      super.processWatermark(mark);
      return;
    }
    watermark = mark.getTimestamp();
    for (Waiting<I> next = waiting.pollUpTo(watermark);
        next != null;
        next = waiting.pollUpTo(watermark)) {
      advanceKeyed(next.key, next.event, false);
    }
    // Fires the timers and hands the watermark on, after the results that it covers.
    super.processWatermark(mark);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    byte[] state = keyedState.value();
    if (state == null) {
      return;
    }
    byte[] next = wake(timer.getKey(), state, timer.getTimestamp());
    if (next != null) {
      keyedState.update(next);
      registerWake(next);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  @Override
  public void endInput() throws Exception {
    if (sortedInput) {
      endBatchKey();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counters.snapshot();
    int maxParallelism = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
    KeyedStateCheckpointOutputStream out = context.getRawKeyedOperatorStateOutput();
    int first = out.getKeyGroupList().iterator().next();
    List<@Nullable List<Waiting<I>>> byGroup = new ArrayList<>();
    for (int ignored : out.getKeyGroupList()) {
      byGroup.add(null);
    }
    waiting.forEach(
        w -> {
          int group = KeyGroupRangeAssignment.assignToKeyGroup(w.key, maxParallelism) - first;
          List<Waiting<I>> events = byGroup.get(group);
          if (events == null) {
            events = new ArrayList<>();
            byGroup.set(group, events);
          }
          events.add(w);
        });
    for (int group = 0; group < byGroup.size(); group++) {
      List<Waiting<I>> events = byGroup.get(group);
      if (events != null) {
        out.startNewKeyGroup(first + group);
        writeWaiting(new DataOutputViewStreamWrapper(out), events);
      }
    }
  }

  private void writeWaiting(DataOutputViewStreamWrapper out, List<Waiting<I>> events)
      throws IOException {
    out.writeInt(events.size());
    for (Waiting<I> w : events) {
      out.writeUTF(w.key);
      out.writeLong(w.millis);
      eventSerializer.serialize(w.event, out);
    }
  }

  private void restoreWaiting(InputStream stream) throws IOException {
    var in = new DataInputViewStreamWrapper(stream);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      waiting.add(new Waiting<>(in.readUTF(), in.readLong(), eventSerializer.deserialize(in)));
    }
  }

  private void advanceKeyed(String key, I event, boolean behindWatermark) throws Exception {
    setCurrentKey(key);
    byte[] next = advance(keyedState.value(), event, behindWatermark);
    if (next != null) {
      keyedState.update(next);
      registerWake(next);
    }
  }

  private void registerWake(byte[] state) {
    long wake = nextWake(state);
    if (wake != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wake);
    }
  }

  private void processSorted(Waiting<I> arrived) throws Exception {
    if (!arrived.key.equals(batchKey)) {
      endBatchKey();
      batchKey = arrived.key;
    }
    drainBatch(arrived.millis - 1);
    waiting.add(arrived);
  }

  private void drainBatch(long upTo) throws Exception {
    for (Waiting<I> next = waiting.pollUpTo(upTo); next != null; next = waiting.pollUpTo(upTo)) {
      byte[] state = advance(batchState, next.event, false);
      if (state != null) {
        batchState = state;
      }
    }
  }

  private void endBatchKey() throws Exception {
    drainBatch(Long.MAX_VALUE);
    if (batchKey != null && batchState != null) {
      wake(batchKey, batchState, Long.MAX_VALUE);
    }
    batchState = null;
    batchKey = null;
  }
}
