from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "lantoa.organisations"
    verbose_name = "Đơn vị"

    def ready(self) -> None:
        from lantoa.accounts import access as account_access
        from lantoa.audit import access, actors
        from lantoa.core import rights
        from lantoa.organisations import moving, queries, search
        from lantoa.organisations.queries import accounts
        from lantoa.organisations.services import handover
        from lantoa.search import registry
        from lantoa.ui import navigation

        moving.register("Phân công người", queries.count_appointments, handover.move_appointments)
        moving.register("Chỗ trong cụm, khối thi đua", queries.count_seats, handover.move_seats)
        moving.register("Cụm, khối do đơn vị lập (sẽ thôi hoạt động)", queries.count_own_clusters, handover.close_own_clusters)

        def may_browse(request) -> bool:
            return request.user.is_authenticated and rights.allowed(request.user, "organisations.browse")

        navigation.register(
            navigation.Entry("Đơn vị", "organisations:units", icon="building", order=80, group=navigation.Group.SETUP, allowed=may_browse)
        )

        def may_keep_accounts(request) -> bool:
            return request.user.is_authenticated and rights.allowed(request.user, "accounts.manage")

        navigation.register(
            navigation.Entry(
                "Tài khoản", "organisations:accounts", icon="users", order=82, group=navigation.Group.SETUP, allowed=may_keep_accounts
            )
        )
        for source in (search.UNITS, search.PEOPLE):
            registry.register(source)
        access.register_overseer("organisations", queries.log_of)
        access.register("organisations.unit", queries.reads_log_of_unit)
        actors.register(queries.roles_in_words)
        account_access.register(accounts.looks_after)
