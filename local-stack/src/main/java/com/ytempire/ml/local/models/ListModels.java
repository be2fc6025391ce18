package com.ytempire.ml.local.models;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every version that the registry knows or the repository has, by name and version. */
public final class ListModels {
  private static final String NOTHING = "-";

  /** What stands for the status of a version that the registry does not know. */
  private static final String UNREGISTERED = "unregistered";

  private final List<Line> lines;

  private ListModels(List<Line> lines) {
    this.lines = lines;
  }

  private record Line(ModelRef ref, @Nullable ModelVersion known, boolean hasFiles) {
    String status() {
      return known == null ? UNREGISTERED : known.status().word();
    }
  }

  /** Asks both. */
  public static ListModels of(ModelRegistry registry, ModelRepository repository) {
    var known =
        registry.list(Optional.empty()).stream()
            .collect(Collectors.toMap(ModelVersion::ref, version -> version));
    Set<ModelRef> files = Set.copyOf(repository.versions());
    Set<ModelRef> all =
        new TreeSet<>(Comparator.comparing(ModelRef::name).thenComparing(ModelRef::version));
    all.addAll(known.keySet());
    all.addAll(files);
    List<Line> lines = new ArrayList<>();
    for (ModelRef ref : all) {
      lines.add(new Line(ref, known.get(ref), files.contains(ref)));
    }
    return new ListModels(List.copyOf(lines));
  }

  /** Prints a table. */
  public void print(PrintWriter out) {
    var table =
        new TextTable("model", "version", "status", "type", "accuracy", "deployed", "files");
    for (Line line : lines) {
      ModelVersion known = line.known;
      table.row(
          line.ref.name(),
          line.ref.version(),
          line.status(),
          known == null ? NOTHING : known.type(),
          known == null || known.accuracy() == null
              ? NOTHING
              : String.format(Locale.ROOT, "%.4f", known.accuracy()),
          known == null || known.deployedAt() == null ? NOTHING : known.deployedAt().toString(),
          line.hasFiles ? "published" : "missing");
    }
    table.print(out);
  }

  /** Prints an array with one object per version. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartArray();
          for (Line line : lines) {
            json.writeStartObject();
            json.writeStringField("name", line.ref.name());
            json.writeStringField("version", line.ref.version());
            json.writeStringField("status", line.status());
            json.writeBooleanField("published", line.hasFiles);
            if (line.known != null) {
              ShowModel.writeKnown(json, line.known);
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
