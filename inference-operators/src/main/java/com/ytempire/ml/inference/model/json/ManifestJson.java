package com.ytempire.ml.inference.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads {@link ModelManifest#FILE}. Stateless: safe to share.
 *
 * <p>Fields are in lower case with underscores, constants are words in lower case, {@code
 * created_at} is ISO 8601. A reader leaves fields alone that it does not know; it refuses a {@code
 * format} above its own, which is raised when an older reader would misunderstand the file.
 */
public final class ManifestJson {
  /** The format that is written, and the highest that is read. */
  public static final int FORMAT = 1;

  private static final String FILE_PATH = "a path within the version's folder";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ManifestJson() {}

  /** The manifest as indented UTF-8; equal manifests give equal bytes. */
  public static byte[] write(ModelManifest manifest) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      write(json, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, ModelManifest manifest) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeStringField("model", manifest.ref().name());
    json.writeStringField("version", manifest.ref().version());
    json.writeStringField("task", Fields.word(manifest.task()));
    json.writeObjectFieldStart("signature");
    writeSpecs(json, "inputs", manifest.signature().inputs());
    writeSpecs(json, "outputs", manifest.signature().outputs());
    json.writeEndObject();
    writeTexts(
        json,
        "networks",
        manifest.networks().entrySet().stream()
            .collect(Collectors.toMap(entry -> Fields.word(entry.getKey()), Map.Entry::getValue)));
    writeOptional(json, "tokenizer", manifest.tokenizer());
    writeTexts(json, "features", manifest.features());
    writeTexts(json, "labels", manifest.labels());
    json.writeNumberField("max_tokens", manifest.maxTokens());
    KnownExample example = manifest.example();
    if (example != null) {
      json.writeObjectFieldStart("example");
      TensorJson.write(json, "inputs", example.inputs());
      TensorJson.write(json, "outputs", example.outputs());
      json.writeNumberField("tolerance", example.tolerance());
      json.writeEndObject();
    }
    writeOptional(json, "card", manifest.card());
    writeOptional(json, "reference_profile", manifest.referenceProfile());
    json.writeStringField("created_at", manifest.createdAt().toString());
    writeTexts(json, "properties", manifest.properties());
    json.writeArrayFieldStart("artifacts");
    for (Artifact artifact : manifest.artifacts()) {
      json.writeStartObject();
      json.writeStringField("path", artifact.path());
      json.writeNumberField("bytes", artifact.bytes());
      json.writeStringField("sha256", artifact.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeSpecs(JsonGenerator json, String name, List<TensorSpec> specs)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (TensorSpec spec : specs) {
      json.writeStartObject();
      json.writeStringField("name", spec.name());
      json.writeStringField("type", Fields.word(spec.type()));
      json.writeArrayFieldStart("shape");
      for (long size : spec.shape()) {
        json.writeNumber(size);
      }
      json.writeEndArray();
      if (spec.missingAllowed()) {
        json.writeBooleanField("missing_allowed", true);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Reads the manifest in a folder.
   *
   * @throws ModelLoadException as {@link #read(byte[], String)}, or when there is no manifest
   */
  public static ModelManifest read(Path folder) {
    Path file = folder.resolve(ModelManifest.FILE);
    try {
      return read(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new ModelLoadException(
          "Model manifest not found at %s; check the path: a version's folder has a %s"
              .formatted(file, ModelManifest.FILE),
          e);
    } catch (IOException e) {
      throw new ModelLoadException(
          "Model manifest at %s cannot be read: %s; check its permissions".formatted(file, e), e);
    }
  }

  /**
   * Reads a manifest. Its {@code artifacts} may be absent: then it is one that was not published.
   *
   * @param file what messages call the file
   * @throws ModelLoadException naming the file, the field, its value and what is allowed
   */
  public static ModelManifest read(byte[] json, String file) {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ModelLoadException("%s: no JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Fields fields = Fields.root(file, tree);
    long format = fields.whole("format", 1);
    if (format > FORMAT) {
      throw fields.refuse(
          "format", format, "at most %d; a newer program wrote it".formatted(FORMAT));
    }
    try {
      return manifest(fields);
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static ModelManifest manifest(Fields fields) {
    Fields signature = fields.object("signature");
    Map<Variant, String> networks = fields.textsByChoice("networks", Variant.class, FILE_PATH);
    if (!networks.containsKey(Variant.FLOAT32)) {
      throw fields.refuse("networks", networks.keySet(), "at least float32");
    }
    Fields example = fields.optionalObject("example");
    return new ModelManifest(
        new ModelRef(fields.text("model", "a name"), fields.text("version", "a version")),
        fields.choice("task", ModelTask.class),
        new ModelSignature(specs(signature, "inputs"), specs(signature, "outputs")),
        networks,
        fields.optionalText("tokenizer", FILE_PATH),
        fields.textList("features"),
        fields.textList("labels"),
        (int) Math.min(Integer.MAX_VALUE, fields.whole("max_tokens", 1)),
        example == null ? null : example(example),
        fields.optionalText("card", FILE_PATH),
        fields.optionalText("reference_profile", FILE_PATH),
        time(fields, "created_at"),
        fields.texts("properties"),
        fields.has("artifacts")
            ? fields.objects("artifacts").stream().map(ManifestJson::artifact).toList()
            : List.of());
  }

  private static List<TensorSpec> specs(Fields signature, String name) {
    List<TensorSpec> specs = signature.objects(name).stream().map(ManifestJson::spec).toList();
    if (specs.isEmpty()) {
      throw signature.refuse(name, "empty", "at least one tensor");
    }
    return specs;
  }

  private static TensorSpec spec(Fields fields) {
    JsonNode sizes = fields.array("shape");
    Long[] shape = new Long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = TensorJson.whole(fields, "shape", i, sizes.get(i), -1, Integer.MAX_VALUE);
    }
    return new TensorSpec(
        fields.text("name", "a name"),
        fields.choice("type", TensorType.class),
        List.of(shape),
        fields.flag("missing_allowed"));
  }

  private static KnownExample example(Fields fields) {
    return new KnownExample(
        TensorJson.read(fields.object("inputs")),
        TensorJson.read(fields.object("outputs")),
        fields.positive("tolerance"));
  }

  private static Instant time(Fields fields, String name) {
    String allowed = "a time such as 2026-01-01T00:00:00Z";
    String text = fields.text(name, allowed);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      ModelLoadException refusal = fields.refuse(name, "\"" + text + "\"", allowed);
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  private static Artifact artifact(Fields fields) {
    String path = fields.text("path", FILE_PATH);
    String digest = fields.text("sha256", "64 lower-case hexadecimal digits");
    if (!DIGEST.matcher(digest).matches()) {
      throw fields.refuse("sha256", "\"" + digest + "\"", "64 lower-case hexadecimal digits");
    }
    return new Artifact(path, fields.whole("bytes", 0), digest);
  }
}
