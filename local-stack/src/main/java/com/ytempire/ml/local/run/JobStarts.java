package com.ytempire.ml.local.run;

import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.jobs.drift.DriftJob;
import com.ytempire.ml.jobs.drift.DriftPipeline;
import com.ytempire.ml.jobs.drift.ProfileFactory;
import com.ytempire.ml.jobs.features.FeatureJob;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.jobs.online.OnlineLearning;
import com.ytempire.ml.jobs.online.OnlineLearningJob;
import com.ytempire.ml.jobs.online.OnlineSettings;
import com.ytempire.ml.jobs.online.PublisherFactory;
import com.ytempire.ml.jobs.retraining.RetrainingPipeline;
import com.ytempire.ml.jobs.retraining.RetrainingPlan;
import com.ytempire.ml.jobs.retraining.RetrainingsFactory;
import com.ytempire.ml.local.server.LocalStack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/**
 * Starts the platform's jobs and its service on a stack, and tells the console. Each goes on where
 * it was when the stack stopped. Confined to one thread.
 *
 * @param stack where they run
 * @param settings what they are told of the stack
 * @param plan the features, with the versions under which they are stored
 * @param engines equal for all, so that they share what they load
 * @param console lines for the user
 */
record JobStarts(
    LocalStack stack,
    PlatformSettings settings,
    FeaturePlan plan,
    EngineSettings engines,
    PrintWriter console) {

  JobRun features(Path file, int parallelism) {
    var job = FeatureJob.of(plan, settings, engines, FeatureJob.Options.defaults(parallelism));
    JobRun run = JobRun.submit(stack.flink(), FeatureJob.NAME, job::define);
    line(
        "features",
        run.started(),
        "%d features from %s".formatted(plan.definitions().features().size(), file));
    return run;
  }

  /**
   * @param active the version that answers first
   */
  JobRun inference(ModelRef active, int parallelism) {
    var job = InferenceJob.of(plan, settings, engines, active, parallelism);
    JobRun run = JobRun.submit(stack.flink(), InferenceJob.NAME, job::define);
    line("inference", run.started(), active + " answers");
    return run;
  }

  JobRun learning() {
    var learning =
        new OnlineLearning(OnlineSettings.of(Input.words()), PublisherFactory.of(settings));
    JobRun run =
        JobRun.submit(
            stack.flink(),
            OnlineLearningJob.NAME,
            new OnlineLearningJob(settings, learning)::define);
    line("learning", run.started(), "versions 0.0.COUNT of " + InferenceJob.MODEL);
    return run;
  }

  JobRun drift(DriftConfig config) {
    var retraining =
        new RetrainingPlan(
            settings.features().offlinePath(),
            settings.training().mlflow().experiment(),
            config.triggers());
    var job =
        new DriftJob(
            settings,
            new DriftPipeline(config, ProfileFactory.of(settings)),
            new RetrainingPipeline(retraining, RetrainingsFactory.of(settings.database())),
            1);
    JobRun run = JobRun.submit(stack.flink(), DriftJob.NAME, job::define);
    line("drift", run.started(), "windows of " + config.windows().tumbling());
    return run;
  }

  ServingService service(Clock clock) {
    ServingService service =
        ServingService.start(ServiceOptions.of(settings, plan, engines).withClock(clock));
    String address = service.address().toString();
    var unused = stack.connections().with("SERVICE_URL", address, stack.data());
    line("service", "ready", address);
    return service;
  }

  void line(String subject, String event, String detail) {
    console.println(
        String.format(Locale.ROOT, "  %-10s %-16s %s", subject, event, detail).stripTrailing());
    console.flush();
  }
}
