package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes on every record which version of each model is to answer it, and changes that when an
 * update comes: the new version is loaded aside, by the engine that also puts its known example to
 * it, compared with what the stream holds and expects, and only then takes over, between two
 * records. One that fails is refused and reported; the one before goes on. One that could not even
 * be loaded, perhaps because its repository is away, is tried again for as long as it is wanted.
 *
 * <p>Its first output, and one after each switch, is an announcement without a record, so that what
 * comes next knows the versions even when no record comes.
 *
 * <p>State: per model the version that answers and the one that was being loaded, so that an update
 * that was under way at a checkpoint is taken up again. Updates are broadcast, so every subtask's
 * state is good for any other. Event time is the records' alone: updates hold no watermark back.
 * Confined to the task thread; loading happens on the engine's.
 */
final class SwitchModels<I> extends AbstractStreamOperator<Routed<I>>
    implements TwoInputStreamOperator<I, ModelUpdate, Routed<I>> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(SwitchModels.class);
  private static final int UPDATES = 1;

  /** Pause before a version that could not be loaded is tried again. */
  static final long RETRY_MILLIS = 10_000;

  /** The checkpointed state: routes by the model's name. */
  static final String STATE = "model-routes";

  private final transient MailboxExecutor mailbox;
  private final List<ModelQuery<I>> queries;
  private final EnginesForDevices provider;
  private final OutputTag<ModelSwitchReport> reports;

  private final transient Map<String, ServedModel<I>> models = new LinkedHashMap<>();
  private transient @Nullable BroadcastState<String, ModelRoute> state;
  private transient @Nullable ModelEngines engines;
  private transient @Nullable SwitchMetrics metrics;
  private transient String stamp = "";
  private final transient Set<ModelLease> arriving = ConcurrentHashMap.newKeySet();
  private transient volatile boolean closed;

  SwitchModels(
      StreamOperatorParameters<Routed<I>> parameters,
      List<ModelQuery<I>> queries,
      EnginesForDevices provider,
      OutputTag<ModelSwitchReport> reports) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.queries = queries;
    this.provider = provider;
    this.reports = reports;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    BroadcastState<String, ModelRoute> routes =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(STATE, Types.STRING, Types.POJO(ModelRoute.class)));
    state = routes;
    for (ModelQuery<I> query : queries) {
      ModelRoute route = routes.get(query.model());
      models.put(
          query.model(),
          route == null
              ? new ServedModel<>(query.input(), query.initial(), null)
              : new ServedModel<>(
                  query.input(),
                  new ModelRef(query.model(), route.current()),
                  route.wanted() == null ? null : new ModelRef(query.model(), route.wanted())));
    }
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, ModelRoute> route : routes.entries()) {
      if (!models.containsKey(route.getKey())) {
        gone.add(route.getKey());
      }
    }
    for (String model : gone) {
      routes.remove(model);
    }
    for (ServedModel<I> model : models.values()) {
      save(model);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    engines = provider.acquire(AssignedGpus.of(getRuntimeContext()));
    metrics = new SwitchMetrics(getRuntimeContext().getMetricGroup(), models);
    restamp();
    for (ServedModel<I> model : models.values()) {
      load(model, model.current());
      ModelRef wanted = model.wanted();
      if (wanted != null) {
        load(model, wanted);
      }
    }
    mailbox.execute(this::announce, "announce model versions");
  }

  @Override
  public void processElement1(StreamRecord<I> element) {
    output.collect(element.replace(new Routed<>(element.getValue(), stamp)));
  }

  @Override
  public void processElement2(StreamRecord<ModelUpdate> element) throws Exception {
    ModelRef ref = element.getValue().ref();
    ServedModel<I> model = models.get(ref.name());
    if (model == null) {
      return; // The registry's stream may carry models of other streams.
    }
    boolean load = model.want(ref);
    save(model);
    if (load) {
      load(model, ref);
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input != UPDATES) {
      processWatermarkStatus(status);
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    models.values().forEach(ServedModel::close);
    arriving.forEach(ModelLease::close);
    ModelEngines held = engines;
    engines = null;
    if (held != null) {
      held.close();
    }
    super.close();
  }

  /** Acquires a version; what comes of it is handled between two records. */
  private void load(ServedModel<I> model, ModelRef ref) {
    var unused =
        opened(engines)
            .acquire(ref)
            .whenComplete((lease, failure) -> hand(model, ref, lease, failure));
  }

  /** On an engine's thread. What the task no longer gets to is closed with it. */
  private void hand(
      ServedModel<I> model, ModelRef ref, @Nullable ModelLease lease, @Nullable Throwable failure) {
    if (lease != null) {
      arriving.add(lease);
      if (closed) {
        lease.close();
        return;
      }
    }
    try {
      mailbox.execute(() -> loaded(model, ref, lease, failure), "model version loaded");
    } catch (RejectedExecutionException e) {
      if (lease != null) {
        lease.close();
      }
    }
  }

  private void loaded(
      ServedModel<I> model, ModelRef ref, @Nullable ModelLease lease, @Nullable Throwable failure)
      throws Exception {
    if (lease != null) {
      arriving.remove(lease);
    }
    if (ref.equals(model.wanted())) {
      ModelRef from = model.current();
      if (lease == null) {
        if (model.wantedFailed()) {
          report(from, ref, Optional.of("it cannot be loaded: " + Failures.message(failure)));
        }
        tryAgainLater(model, ref);
      } else {
        report(from, ref, model.take(lease));
      }
      save(model);
    } else if (lease != null && ref.equals(model.current()) && !model.isLoaded()) {
      model.keep(lease);
    } else if (lease != null) {
      lease.close(); // Another update came while it was loaded.
    } else if (ref.equals(model.current())) {
      opened(metrics).unloadable();
      LOGGER.error("{} answers this stream and cannot be loaded", ref, failure);
    }
  }

  private void tryAgainLater(ServedModel<I> model, ModelRef ref) {
    long next = getProcessingTimeService().getCurrentProcessingTime() + RETRY_MILLIS;
    var unused =
        getProcessingTimeService()
            .registerTimer(
                next,
                time -> {
                  if (!closed && ref.equals(model.wanted())) {
                    load(model, ref);
                  }
                });
  }

  private void report(ModelRef from, ModelRef to, Optional<String> refusal) {
    if (refusal.isEmpty()) {
      opened(metrics).switched();
      LOGGER.info("{} answers from now on, no longer {}", to, from);
      restamp();
      announce();
    } else {
      opened(metrics).refused();
      LOGGER.warn("{} is refused and {} goes on: {}", to, from, refusal.get());
    }
    output.collect(
        reports,
        new StreamRecord<>(
            new ModelSwitchReport(
                from.name(),
                from.version(),
                to.version(),
                refusal.isEmpty(),
                refusal.orElse(null),
                Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime()),
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask())));
  }

  private void announce() {
    output.collect(new StreamRecord<>(new Routed<>(null, stamp)));
  }

  private void restamp() {
    stamp = VersionStamp.of(models.values().stream().map(ServedModel::current).toList());
  }

  private void save(ServedModel<I> model) throws Exception {
    opened(state).put(model.current().name(), model.route());
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the model switch is not open");
    }
    return value;
  }
}
