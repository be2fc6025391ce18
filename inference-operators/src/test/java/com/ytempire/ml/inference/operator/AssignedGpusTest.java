package com.ytempire.ml.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;
import org.junit.jupiter.api.Test;

class AssignedGpusTest {

  @Test
  void areTheNumbersThatTheClusterGave() {
    assertThat(AssignedGpus.of(context(device("index", "3"), device("index", "1"))))
        .containsExactly(1, 3);
  }

  @Test
  void areNoneWhereTheClusterManagesNone() {
    assertThat(AssignedGpus.of(context())).isEmpty();
  }

  @Test
  void refusesADeviceWithoutANumber() {
    assertThatThrownBy(() -> AssignedGpus.of(context(device("uuid", "GPU-1"))))
        .hasMessage("external resource gpu: property index is ''; expected a device's number");
  }

  private static MockStreamingRuntimeContext context(ExternalResourceInfo... devices) {
    return new MockStreamingRuntimeContext(1, 0) {
      @Override
      public Set<ExternalResourceInfo> getExternalResourceInfos(String resource) {
        return resource.equals("gpu") ? Set.of(devices) : Set.of();
      }
    };
  }

  private static ExternalResourceInfo device(String key, String value) {
    return new ExternalResourceInfo() {
      @Override
      public Optional<String> getProperty(String property) {
        return property.equals(key) ? Optional.of(value) : Optional.empty();
      }

      @Override
      public Collection<String> getKeys() {
        return List.of(key);
      }
    };
  }
}
