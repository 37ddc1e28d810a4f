"""Which page shows which step."""

from __future__ import annotations

from permitdesk.interview.steps import StepId
from permitdesk.ui.wizard.applicant_page import ApplicantPage
from permitdesk.ui.wizard.documents_page import DocumentsPage
from permitdesk.ui.wizard.earlier_filing_page import EarlierFilingPage
from permitdesk.ui.wizard.export_page import ExportPage
from permitdesk.ui.wizard.filing_page import FilingPage
from permitdesk.ui.wizard.finder_page import FinderPage
from permitdesk.ui.wizard.money_page import MoneyPage
from permitdesk.ui.wizard.page import WizardPage
from permitdesk.ui.wizard.permit_page import PermitPage
from permitdesk.ui.wizard.questions_page import QuestionsPage
from permitdesk.ui.wizard.stay_now_page import StayNowPage
from permitdesk.ui.wizard.summary_page import SummaryPage
from permitdesk.ui.wizard.timeline_page import TimelinePage

#: Every step with its page; the wizard builds a page when it is first shown.
PAGES: dict[StepId, type[WizardPage]] = {
    page.step: page
    for page in (
        ApplicantPage,
        StayNowPage,
        EarlierFilingPage,
        FinderPage,
        PermitPage,
        TimelinePage,
        QuestionsPage,
        DocumentsPage,
        MoneyPage,
        FilingPage,
        SummaryPage,
        ExportPage,
    )
}
