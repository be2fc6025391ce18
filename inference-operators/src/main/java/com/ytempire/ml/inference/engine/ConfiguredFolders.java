package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelFolders;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.sentiment.SentimentClass;
import com.ytempire.ml.inference.text.BundledMiniLm;
import com.ytempire.ml.inference.text.TextModelFiles;
import com.ytempire.ml.inference.text.TextModelResolver;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Versions from where the settings say they are: the folder that is pinned for the trend model, the
 * encoder that ships with the platform, folders of text models without a manifest, and the
 * repository for all others. Safe to share.
 */
final class ConfiguredFolders implements ModelFolders, AutoCloseable {
  /** The model that {@code TREND_MODEL_PATH} speaks of. */
  private static final String PINNED = "trend_predictor";

  private final EngineSettings settings;
  private final ModelCache repository;
  private @Nullable ModelCache pinned;
  private boolean closed;

  /**
   * Reads nothing yet.
   *
   * @throws IllegalArgumentException when the repository's address has no known form
   */
  ConfiguredFolders(EngineSettings settings) {
    this.settings = settings;
    this.repository = ModelCache.open(settings.models(), settings.objects());
  }

  @Override
  public ModelFolder fetch(ModelRef ref) {
    ModelFolder local = local(ref);
    return local != null ? local : owner(ref).fetch(ref);
  }

  /** A version that is on this machine anyway, or null for one of a repository. */
  private @Nullable ModelFolder local(ModelRef ref) {
    Path cache = Path.of(settings.models().cacheDir());
    if (ref.equals(BundledMiniLm.REF)) {
      return BundledMiniLm.folder(cache);
    }
    var resolver = new TextModelResolver(settings.models());
    return switch (ref.version()) {
      case TextModelFiles.LOCAL_ENCODER -> resolver.encoder(ref.name()).encoder(cache);
      case TextModelFiles.LOCAL_CLASSIFIER -> classifier(resolver, ref);
      default -> null;
    };
  }

  private static ModelFolder classifier(TextModelResolver resolver, ModelRef ref) {
    TextModelFiles files = resolver.sentimentClassifier(ref.name());
    if (files == null) {
      throw new ModelLoadException("its folder is gone");
    }
    return files.classifier(SentimentClass.names());
  }

  private static boolean isLocal(ModelRef ref) {
    return ref.equals(BundledMiniLm.REF)
        || ref.version().equals(TextModelFiles.LOCAL_ENCODER)
        || ref.version().equals(TextModelFiles.LOCAL_CLASSIFIER);
  }

  @Override
  public void release(ModelFolder folder) {
    ModelRef ref = folder.manifest().ref();
    if (!isLocal(ref)) {
      owner(ref).release(folder);
    }
  }

  /** The pinned folder for the version that it holds, the repository for all others. */
  private synchronized ModelCache owner(ModelRef ref) {
    String path = settings.models().trendModelPath();
    if (path == null || !ref.name().equals(PINNED)) {
      return repository;
    }
    ModelCache folder = pinned;
    if (folder == null) {
      if (closed) {
        return repository;
      }
      folder =
          ModelCache.open(ModelRepository.openVersion(path, settings.objects()), settings.models());
      pinned = folder;
    }
    return folder.repository().versions().contains(ref) ? folder : repository;
  }

  @Override
  public synchronized void close() {
    closed = true;
    repository.close();
    if (pinned != null) {
      pinned.close();
    }
  }
}
