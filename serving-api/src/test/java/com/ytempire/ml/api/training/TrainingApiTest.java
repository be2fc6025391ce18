package com.ytempire.ml.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.Printed;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingProgress;
import com.ytempire.ml.core.training.TrainingStatus;
import java.time.Instant;
import java.util.Map;
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

    TrainingJob job = job(started);
    service
        .part(TrainingJobs.class)
        .update(
            new TrainingJob(
                job.id(),
                job.plan(),
                TrainingStatus.RUNNING,
                new TrainingProgress(65, 100),
                Map.of("train_loss", 0.234, "val_loss", 0.267, "best_val_loss", 0.251),
                null,
                Map.of("model_path", "s3://models/experiments/1/model.onnx"),
                null,
                job.createdBy(),
                job.createdAt(),
                Instant.now(),
                null));

    JsonNode running = status(id).json();
    Printed.assertHasEveryField("train-status.json", running);
    assertThat(running.get("status").asText()).isEqualTo("running");
    assertThat(running.get("progress").asDouble()).isEqualTo(0.65);
    assertThat(running.get("current_epoch").asInt()).isEqualTo(65);
    assertThat(running.at("/metrics/best_val_loss").asDouble()).isEqualTo(0.251);
    assertThat(running.at("/artifacts/model_path").asText()).startsWith("s3://");
  }

  @Test
  void estimatesTheEndByEarlierTrainingsOfTheModel() {
    Answer first =
        service
            .as("train")
            .post("/train/quality_scorer", "{\"dataset\": {\"source\": \"s3://datasets/trends\"}}");
    assertThat(first.json().get("estimated_completion").isNull()).isTrue();
    TrainingJob job = job(first);
    Instant begun = Instant.now();
    service
        .part(TrainingJobs.class)
        .update(
            new TrainingJob(
                job.id(),
                job.plan(),
                TrainingStatus.COMPLETED,
                TrainingProgress.NONE,
                Map.of(),
                null,
                Map.of(),
                null,
                job.createdBy(),
                job.createdAt(),
                begun,
                begun.plusSeconds(3600)));

    Answer second =
        service
            .as("train")
            .post("/train/quality_scorer", "{\"dataset\": {\"source\": \"s3://datasets/trends\"}}");

    Instant expected = job(second).createdAt().plusSeconds(3600);
    assertThat(second.json().get("estimated_completion").asText()).isEqualTo(expected.toString());
    assertThat(status(JobIds.text(job.id())).json().get("progress").asDouble()).isEqualTo(1);
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
        "{\"dataset\": {\"source\": \"file:///etc/passwd\"}}"
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
