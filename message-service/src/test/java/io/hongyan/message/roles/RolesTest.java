package io.hongyan.message.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest {

    @Test
    void listNamesRolesInAnyOrderWithSpaces() {
        Roles roles = Roles.parse(" api, router,");

        assertThat(roles).isEqualTo(new Roles(Set.of(Role.ROUTER, Role.API)));
        assertThat(roles.has(Role.UNREAD)).isFalse();
    }

    @Test
    void everythingIsTheDefault() {
        assertThat(Roles.parse(Roles.DEFAULT).all()).containsExactlyInAnyOrder(Role.values());
    }

    @Test
    void unknownRoleIsNamedInTheSentence() {
        assertThatThrownBy(() -> Roles.parse("router,ruoter"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hongyan.roles names \"ruoter\", which is no role;"
                        + " it can name sequencer,router,unread,api.");
    }

    @Test
    void noRoleAtAllIsRefused() {
        assertThatThrownBy(() -> Roles.parse(" , ")).hasMessageContaining("names no role");
    }
}
