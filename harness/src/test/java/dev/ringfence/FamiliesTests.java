package dev.ringfence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.syscall.Family;
import dev.ringfence.syscall.FamilyTable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamiliesTests {

    @Test
    void each_family_has_a_method_of_its_name() throws Exception {
        List<String> names = new ArrayList<>();
        for (Method method : Families.class.getDeclaredMethods()) {
            if (method.getParameterCount() > 0 || method.getReturnType() != Family.class) continue;
            Family family = (Family) method.invoke(null);
            assertThat(family.name()).isEqualTo(method.getName());
            names.add(family.name());
        }
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        FamilyTable.all().stream().map(Family::name).toList());
    }
}
