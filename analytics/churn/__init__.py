"""Early warning of churn: who is likely to leave, why, and how far the warning can be trusted.

`learners` alone needs scikit-learn, which takes more than a second to import: only the build imports it, so nothing is
imported here.
"""
