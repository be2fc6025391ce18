package com.ytempire.ml.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.inference.engine.SharedModelEngines;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.FlinkUserCodeClassLoaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two jobs that bring the same jars, as Flink loads them. */
class ParentFirstTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ai.onnxruntime.OrtEnvironment",
        "ai.djl.huggingface.tokenizers.jni.TokenizersLibrary",
        "com.ytempire.ml.inference.cached.SharedTextEngines",
        "com.ytempire.ml.core.settings.ModelSettings",
        "com.ytempire.ml.features.plan.FeaturePlan"
      })
  void loadsWhatMayBeLoadedOnceForBothJobsTogether(String name) throws Exception {
    try (URLClassLoader first = job(SharedModelEngines.PARENT_FIRST_PACKAGES);
        URLClassLoader second = job(SharedModelEngines.PARENT_FIRST_PACKAGES)) {
      assertThat(load(name, first)).isSameAs(load(name, second));
    }
  }

  @Test
  void wouldLoadItTwiceWithoutThePatterns() throws Exception {
    try (URLClassLoader first = job(List.of());
        URLClassLoader second = job(List.of())) {
      String name = "ai.onnxruntime.OrtEnvironment";

      assertThat(load(name, first)).isNotSameAs(load(name, second));
    }
  }

  private static Class<?> load(String name, ClassLoader loader) throws Exception {
    // Not initialised: that would load the native library.
    return Class.forName(name, false, loader);
  }

  private static URLClassLoader job(List<String> additional) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL, additional);
    List<URL> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      jars.add(new File(entry).toURI().toURL());
    }
    return FlinkUserCodeClassLoaders.childFirst(
        jars.toArray(URL[]::new),
        ParentFirstTest.class.getClassLoader(),
        CoreOptions.getParentFirstLoaderPatterns(configuration),
        failure -> {},
        false);
  }
}
