package com.ytempire.ml.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.Printed;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingLease;
import com.ytempire.ml.core.training.TrainingProgress;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingApiTest {
  private static final String PATH = "/train/trend_predictor";

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Map.of(), options -> options);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer train(String body) {
    return service.as("train").post(PATH, body);
  }

  private static TrainingJob job(Answer started) {
    String id = started.json().get("job_id").asText();
    return service.part(TrainingJobs.class).find(JobIds.parse(id)).orElseThrow();
  }

  /** Ends whatever else a worker would take first. */
  private static TrainingJob claimed(TrainingJobs jobs, UUID id) {
    while (true) {
      TrainingJob job =
          jobs.claim("tester", new TrainingLease(Duration.ofHours(1), 3)).orElseThrow();
      if (job.id().equals(id)) {
        return job;
      }
      jobs.update(job.claim(), job.failed("in the way", Instant.now()));
    }
  }

  private static Answer status(String id) {
    return service.as("read").get("/train/%s/status".formatted(id));
  }

  @Test
  void recordsATrainingAsTheReferencePrintsIt() {
    Answer answer = train(Printed.text("train-request.json"));

    assertThat(answer.status()).isEqualTo(200);
    Printed.assertHasEveryField("train.json", answer.json());
    assertThat(answer.json().get("status").asText()).isEqualTo("started");
    TrainingJob job = job(answer);
    assertThat(job.status()).isEqualTo(TrainingStatus.PENDING);
    assertThat(job.plan().datasetPath()).isEqualTo("s3://datasets/trends/2025-01");
    assertThat(job.plan().split().validation()).isEqualTo(0.15);
    assertThat(job.plan().hyperparameters())
        .containsOnly(
            Map.entry("learning_rate", 0.001),
            Map.entry("batch_size", 32.0),
            Map.entry("epochs", 100.0),
            Map.entry("early_stopping_patience", 10.0));
    assertThat(job.plan().tags()).containsExactly("production", "monthly_retrain");
    assertThat(job.createdBy()).isEqualTo("jwt:tester");
  }

  @Test
  void tellsHowFarATrainingHasCome() {
    Answer started = train(Printed.text("train-request.json"));
    String id = started.json().get("job_id").asText();
    JsonNode pending = status(id).json();
    Printed.assertHasEveryField("train-status.json", pending);
    assertThat(pending.get("status").asText()).isEqualTo("pending");
    assertThat(pending.get("progress").asDouble()).isZero();
    assertThat(pending.get("total_epochs").asInt()).isEqualTo(100);

    TrainingJobs jobs = service.part(TrainingJobs.class);
    TrainingJob job = claimed(jobs, UUID.fromString(id.substring("train_job_".length())));
    Instant end = Instant.parse("2026-02-03T04:05:06Z");
    jobs.update(
        job.claim(),
        job.at(
                new TrainingProgress(65, 100, end),
                Map.of("train_loss", 0.234, "val_loss", 0.267, "best_val_loss", 0.251))
            .leaving(Map.of("model_path", "s3://models/experiments/1/model.onnx")));

    JsonNode running = status(id).json();
    Printed.assertHasEveryField("train-status.json", running);
    assertThat(running.get("status").asText()).isEqualTo("running");
    assertThat(running.get("progress").asDouble()).isEqualTo(0.65);
    assertThat(running.get("current_epoch").asInt()).isEqualTo(65);
    assertThat(running.at("/metrics/best_val_loss").asDouble()).isEqualTo(0.251);
    assertThat(running.at("/artifacts/model_path").asText()).startsWith("s3://");
    assertThat(running.get("estimated_completion").asText()).isEqualTo(end.toString());
    assertThat(running.get("model_type").asText()).isEqualTo("trend_predictor");
    jobs.update(job.claim(), job.failed("no rows; give more", end));
    JsonNode failed = status(id).json();
    assertThat(failed.get("status").asText()).isEqualTo("failed");
    assertThat(failed.get("error").asText()).isEqualTo("no rows; give more");
    assertThat(failed.get("estimated_completion").isNull()).isTrue();
  }

  @Test
  void estimatesTheEndByEarlierTrainingsOfTheModel() {
    Answer first =
        service
            .as("train")
            .post("/train/quality_scorer", "{\"dataset\": {\"source\": \"s3://datasets/trends\"}}");
    assertThat(first.json().get("estimated_completion").isNull()).isTrue();
    TrainingJobs jobs = service.part(TrainingJobs.class);
    TrainingJob job = claimed(jobs, job(first).id());
    Instant begun = Objects.requireNonNull(job.startedAt());
    jobs.update(job.claim(), job.completed(Map.of(), 0.9, Map.of(), begun.plusSeconds(3600)));

    Answer second =
        service
            .as("train")
            .post("/train/quality_scorer", "{\"dataset\": {\"source\": \"s3://datasets/trends\"}}");

    Instant expected = job(second).createdAt().plusSeconds(3600);
    assertThat(second.json().get("estimated_completion").asText()).isEqualTo(expected.toString());
    assertThat(status(JobIds.text(job.id())).json().get("progress").asDouble()).isEqualTo(1);
  }

  @Test
  void keepsWhatIsChosenBesideTheReference() {
    String body =
        """
        {"dataset": {"source": "s3://datasets/trends", "known_time": "event_time"},
         "trainer": "gradient_boosting", "deploy": {"mode": "canary"}}
        """;

    assertThat(job(train(body)).plan().choices())
        .isEqualTo(
            new TrainingChoices("gradient_boosting", Deployment.canary(10), true, 1, List.of()));
    assertThat(job(train(Printed.text("train-request.json"))).plan().choices())
        .isEqualTo(TrainingChoices.DEFAULT);
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    String first = train(Printed.text("train-request.json")).json().get("job_id").asText();
    String second = train(Printed.text("train-request.json")).json().get("job_id").asText();
    String third = train(Printed.text("train-request.json")).json().get("job_id").asText();
    String page = "/train?model_type=trend_predictor&status=pending&limit=2";

    JsonNode newest = service.as("read").get(page).json();
    JsonNode older = service.as("read").get(page + "&after=" + newest.get("next").asText()).json();

    assertThat(newest.get("jobs").findValuesAsText("job_id")).containsExactly(third, second);
    assertThat(older.get("jobs").findValuesAsText("job_id")).startsWith(first);
    assertThat(service.as("read").get("/train?status=completed&model_type=none").json().get("jobs"))
        .isEmpty();
    assertThat(service.as("read").get("/train?status=done").status()).isEqualTo(400);
    assertThat(service.as("read").get("/train?after=train_job_1").status()).isEqualTo(404);
  }

  @Test
  void cancelsATrainingUntilItHasEnded() {
    TrainingJobs jobs = service.part(TrainingJobs.class);
    TrainingJob running = claimed(jobs, job(train(Printed.text("train-request.json"))).id());
    TrainingJob waiting = job(train(Printed.text("train-request.json")));

    JsonNode cancelled = cancel(waiting).json();
    JsonNode asked = cancel(running).json();

    assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
    assertThat(cancel(waiting).status()).as("once more").isEqualTo(200);
    assertThat(asked.get("status").asText()).isEqualTo("running");
    assertThat(asked.get("cancel_requested").asBoolean()).isTrue();
    jobs.update(running.claim(), running.failed("broken", Instant.now()));
    assertThat(cancel(running).status()).isEqualTo(409);
    String path = "/train/%s/cancel".formatted(JobIds.text(running.id()));
    assertThat(service.as("read").post(path, "").status()).isEqualTo(403);
    assertThat(service.as("train").post("/train/train_job_1/cancel", "").status()).isEqualTo(404);
  }

  private static Answer cancel(TrainingJob job) {
    return service.as("train").post("/train/%s/cancel".formatted(JobIds.text(job.id())), "");
  }

  @Test
  void recordsARepeatedCallOnce() {
    var caller = service.as("train").with("Idempotency-Key", "key-1");
    Answer first = caller.post(PATH, Printed.text("train-request.json"));
    Answer again = caller.post(PATH, Printed.text("train-request.json"));
    Answer other = caller.post(PATH, "{\"dataset\": {\"source\": \"s3://datasets/trends/other\"}}");

    assertThat(again.json().get("job_id")).isEqualTo(first.json().get("job_id"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(train(Printed.text("train-request.json")).json().get("job_id"))
        .isNotEqualTo(first.json().get("job_id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"dataset\": {}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\", \"split\": {\"train\": 0.7, \"val\": 0.2, \"test\": 0.2}}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\", \"split\": {\"train\": 0.7, \"val\": 0.3}}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"hyperparameters\": {\"epochs\": 0}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"hyperparameters\": {\"learning_rate\": 0}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"hyperparameters\": {\"speed\": 1}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"model_type\": \"script_generator\"}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"tags\": [\"\"]}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends/../secret\"}}",
        "{\"dataset\": {\"source\": \"s3://other/trends\"}}",
        "{\"dataset\": {\"source\": \"http://127.0.0.1/data\"}}",
        "{\"dataset\": {\"source\": \"file:///etc/passwd\"}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\", \"known_time\": \"guessed\"}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"trainer\": \"Best One\"}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"deploy\": {}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"deploy\": {\"mode\": \"now\"}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"deploy\": {\"mode\": \"none\", \"canary_percentage\": 10}}",
        "{\"dataset\": {\"source\": \"s3://datasets/trends\"}, \"deploy\": {\"mode\": \"canary\", \"canary_percentage\": 0}}"
      })
  void refusesWhatCannotBeTrained(String body) {
    Answer answer = train(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
  }

  @Test
  void knowsNeitherOtherModelsNorOtherJobs() {
    String body = "{\"dataset\": {\"source\": \"s3://datasets/trends\"}}";
    assertThat(service.as("train").post("/train/nobody", body).status()).isEqualTo(404);
    assertThat(status("train_job_12345").status()).isEqualTo(404);
    assertThat(status("train_job_00000000-0000-0000-0000-000000000000").status()).isEqualTo(404);
    assertThat(service.as("read").post(PATH, body).status()).isEqualTo(403);
    assertThat(service.anybody().post(PATH, body).status()).isEqualTo(401);
  }
}
