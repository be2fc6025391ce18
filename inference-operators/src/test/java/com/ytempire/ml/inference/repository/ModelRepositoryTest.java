package com.ytempire.ml.inference.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelRepositoryTest {
  private static final ObjectStoreSettings NO_S3 =
      new ObjectStoreSettings(null, "us-east-1", null, null);
  private static final ModelRef ONE = new ModelRef("sum", "1.0");
  private static final ModelRef TWO = new ModelRef("sum", "2.0");

  @TempDir Path folder;
  private Path registry;
  private ModelRepository repository;

  @BeforeEach
  void open() {
    registry = folder.resolve("registry");
    repository = ModelRepository.open(registry.toString(), NO_S3);
  }

  /** A folder with a model, its card and its manifest, as a trainer leaves it. */
  private Path made(ModelRef ref, float constant) throws IOException {
    Path made = folder.resolve("made").resolve(ref.folder());
    ModelManifest manifest = TinyModels.sum(made, ref, constant).manifest();
    Files.writeString(made.resolve("MODEL_CARD.md"), "# Sum of two numbers\n");
    Files.createDirectories(made.resolve("more"));
    Files.writeString(made.resolve("more/profile.json"), "{}");
    Files.writeString(made.resolve(".hidden"), "stays here");
    Files.writeString(
        made.resolve(ModelManifest.FILE),
        json(manifest).replace("\"created_at\"", "\"card\" : \"MODEL_CARD.md\", \"created_at\""));
    return made;
  }

  private static String json(ModelManifest manifest) {
    return new String(ManifestJson.write(manifest), StandardCharsets.UTF_8);
  }

  @Test
  void publishesAFolderWithAllItsFilesAndTheirDigests() throws IOException {
    Path made = made(ONE, 1);

    ModelManifest published = repository.publish(made);

    assertThat(published.artifacts())
        .extracting(Artifact::path)
        .containsExactly("MODEL_CARD.md", "model.onnx", "more/profile.json");
    assertThat(repository.manifest(ONE)).isEqualTo(published);
    assertThat(repository.versions()).containsExactly(ONE);
    assertThat(registry.resolve("sum/1.0/MODEL_CARD.md")).hasContent("# Sum of two numbers\n");
    assertThat(repository.location(ONE)).isEqualTo("file://" + registry.resolve("sum/1.0"));
  }

  @Test
  void readsAFileOfAVersionAndRefusesOneThatWasChanged() throws IOException {
    ModelManifest published = repository.publish(made(ONE, 1));

    assertThat(repository.read(ONE, published, "more/profile.json")).asString().isEqualTo("{}");
    assertThatThrownBy(() -> repository.read(ONE, published, "other.json"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.json is not published");

    Files.writeString(registry.resolve("sum/1.0/more/profile.json"), "[]");
    assertThatThrownBy(() -> repository.read(ONE, published, "more/profile.json"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("profile.json: expected sha256", "of 2 bytes");
  }

  @Test
  void takesEqualContentAgainAndRefusesOther() throws IOException {
    ModelManifest published = repository.publish(made(ONE, 1));

    assertThat(repository.publish(made(ONE, 1))).isEqualTo(published);
    assertThatThrownBy(() -> repository.publish(made(ONE, 2)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("sum_v1.0 is already published", "publish under another version");
    assertThat(repository.manifest(ONE)).isEqualTo(published);
  }

  @Test
  void completesAPublicationThatWasBrokenOffButNotWithOtherContent() throws IOException {
    Path made = made(ONE, 1);
    Path target = Files.createDirectories(registry.resolve("sum/1.0"));
    Files.copy(made.resolve("model.onnx"), target.resolve("model.onnx"));
    assertThat(repository.versions()).isEmpty();

    repository.publish(made);
    assertThat(repository.versions()).containsExactly(ONE);

    Path other = Files.createDirectories(registry.resolve("sum/2.0"));
    Files.write(other.resolve("model.onnx"), new byte[] {1});
    assertThatThrownBy(() -> repository.publish(made(TWO, 1)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("other content and no manifest", "sum/2.0/model.onnx");
    assertThat(repository.versions()).containsExactly(ONE);
  }

  @Test
  void listsVersionsOfAllModelsAndNothingElse() throws IOException {
    var grouped = new ModelRef("group/sum", "1.0");
    for (ModelRef ref : List.of(TWO, grouped, ONE)) {
      repository.publish(made(ref, 1));
    }
    Files.createDirectories(registry.resolve("un named/1/x"));
    Files.writeString(registry.resolve("un named/1/manifest.json"), "{}");
    Files.writeString(registry.resolve("manifest.json"), "{}");
    Files.writeString(registry.resolve("sum/1.0/other-manifest.json"), "{}");

    assertThat(repository.versions()).containsExactly(grouped, ONE, TWO);
  }

  @Test
  void namesTheVersionsOrModelsThatAreThereWhenOneIsMissing() throws IOException {
    repository.publish(made(ONE, 1));
    repository.publish(made(TWO, 1));

    assertThatThrownBy(() -> repository.manifest(new ModelRef("sum", "9")))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(
            "Model version not found at " + registry.resolve("sum/9"), ": 1.0, 2.0");
    assertThatThrownBy(() -> repository.manifest(new ModelRef("trend", "1")))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(
            "Model not found at " + registry.resolve("trend/1"), "models that are there: sum;");
  }

  @Test
  void saysWhenThereIsNoRegistry() {
    assertThatThrownBy(() -> repository.versions())
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("Model registry not found at " + registry, "MODEL_REGISTRY_PATH");
    assertThatThrownBy(() -> repository.manifest(ONE))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("Model registry not found at " + registry);
  }

  @Test
  void saysWhenARegistryRefusesAccessOrDoesNotAnswer() {
    var files = new FakeFiles();
    var far = new ModelRepository(files);

    files.failure = new AccessDeniedException("s3://far/sum", null, "status 403");
    assertThatThrownBy(() -> far.manifest(ONE))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("refuses access to s3://far/sum/1.0/manifest.json", "403", "AWS_");
    files.failure = new IOException("connection refused");
    assertThatThrownBy(far::versions)
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("cannot be reached at s3://far", "connection refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tabular\" | \"text_embedding\" | takes text but names no tokenizer",
        "\"max_tokens\" : 1, | \"max_tokens\" : 1, \"tokenizer\" : \"tokenizer.json\", | the"
            + " tokenizer 'tokenizer.json' is not among the version's files: MODEL_CARD.md",
        "\"float32\" : \"model.onnx\" | \"float32\" : \"other.onnx\" | the FLOAT32 network"
            + " 'other.onnx' is not among",
        "\"card\" : \"MODEL_CARD.md\" | \"card\" : \"../../secret\" | the model card"
            + " '../../secret' is not among",
      })
  void refusesToPublishAVersionThatIsIncomplete(String part, String replacement, String message)
      throws IOException {
    Path made = made(ONE, 1);
    Path file = made.resolve(ModelManifest.FILE);
    String json = Files.readString(file);
    Files.writeString(file, json.replace(part, replacement));
    assertThat(Files.readString(file)).isNotEqualTo(json);

    assertThatThrownBy(() -> repository.publish(made))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(file.toString(), message);
    assertThat(registry).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"../../secret", "/secret", "a//b", "a/../../b", "manifest.json", ".part-0", "a\\b"})
  void readsNoManifestWhosePathsLeadElsewhere(String path) throws IOException {
    ModelManifest manifest = repository.publish(made(ONE, 1));
    String json = json(manifest).replace("more/profile.json", path.replace("\\", "\\\\"));
    Files.writeString(registry.resolve("sum/1.0/manifest.json"), json);

    assertThatThrownBy(() -> repository.manifest(ONE))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("artifact '%s' is no path within", path);
  }

  @Test
  void refusesTheManifestOfAnotherVersion() throws IOException {
    repository.publish(made(ONE, 1));
    Files.createDirectories(registry.resolve("sum/2.0"));
    Files.copy(
        registry.resolve("sum/1.0/manifest.json"), registry.resolve("sum/2.0/manifest.json"));

    assertThatThrownBy(() -> repository.manifest(TWO))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("it is the manifest of sum_v1.0, not of sum_v2.0");
  }

  @Test
  void servesAFolderInPlaceAndComparesItsFiles() throws IOException {
    ModelManifest published = repository.publish(made(ONE, 1));
    Path cacheFolder = folder.resolve("cache");
    try (var cache = new ModelCache(repository, cacheFolder, 1, Clock.systemUTC())) {
      ModelFolder fetched = cache.fetch(ONE);
      assertThat(fetched).isEqualTo(new ModelFolder(published, registry.resolve("sum/1.0")));
      assertThat(cacheFolder).doesNotExist();
      cache.release(fetched);

      Path network = fetched.file("model.onnx");
      byte[] bytes = Files.readAllBytes(network);
      bytes[7] ^= 1;
      Files.write(network, bytes);
      assertThatThrownBy(() -> cache.fetch(ONE))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContainingAll("damaged at " + network, "found " + Digests.of(bytes));

      Files.delete(network);
      assertThatThrownBy(() -> cache.fetch(ONE))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("Model file not found at " + network);
    }
  }

  @Test
  void opensTheFolderOfOneVersionWhateverItsName() throws IOException {
    ModelManifest published = repository.publish(made(ONE, 1));
    Path pinned = folder.resolve("pinned/v1");
    Files.createDirectories(pinned.getParent());
    Files.move(registry.resolve("sum/1.0"), pinned);

    try (var one = ModelRepository.openVersion(pinned.toUri().toString(), NO_S3);
        var cache = new ModelCache(one, folder.resolve("cache"), 1, Clock.systemUTC())) {
      assertThat(one.versions()).containsExactly(ONE);
      assertThat(cache.fetch(ONE)).isEqualTo(new ModelFolder(published, pinned));
      assertThatThrownBy(() -> cache.fetch(TWO))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("it is the manifest of sum_v1.0, not of sum_v2.0");
    }
    assertThatThrownBy(() -> ModelRepository.openVersion(folder.resolve("none").toString(), NO_S3))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("Model file not found at " + folder.resolve("none/manifest.json"));
  }

  @Test
  void refusesAnAddressOfAnotherKind() {
    assertThatThrownBy(() -> ModelRepository.open("http://models/x", NO_S3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected s3://bucket/prefix, file:///folder or a folder");
  }
}
